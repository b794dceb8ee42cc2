// The bar above the page: whose it is, and the languages it speaks.
import { LOCALES } from '../../core/words.ts'
import type { PageProps } from './tracking.tsx'

/** The logo or the name, leading to their own site. */
const Face = ({ brand: { logo, name, website } }: Pick<PageProps, 'brand'>) => {
  const face = logo ? (
    <img src={logo.url} width={logo.width} height={logo.height} alt={name} />
  ) : (
    <strong>{name}</strong>
  )
  return website ? <a href={website}>{face}</a> : face
}

type BarProps = Pick<PageProps, 'brand'> & Partial<Pick<PageProps, 'words' | 'path'>>

/** Without a path no other language is offered. */
export const Bar = ({ brand, words, path }: BarProps) => {
  const languages = LOCALES.filter(({ locale }) => brand.locales?.includes(locale) ?? true)
  return (
    <header class={brand.logo ? 'bar logo' : 'bar'}>
      <div class="wrap">
        <Face brand={brand} />
        {words && path && languages.length > 1 && (
          <details class="lang">
            <summary>
              <span class="unseen">{words.labels.language}: </span>
              {words.name}
            </summary>
            <ul>
              {languages.map(({ locale, name }) => (
                <li>
                  <a
                    href={`${path}/${locale}`}
                    lang={locale}
                    hreflang={locale}
                    aria-current={locale === words.locale ? 'true' : undefined}
                  >
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </header>
  )
}
