// The bar above the page: whose it is, and the languages it speaks.
import { LOCALES } from '../../core/words.ts'
import type { PageProps } from './tracking.tsx'

type BarProps = Pick<PageProps, 'brand'> & Partial<Pick<PageProps, 'words' | 'path'>>

/** Without a path no other language is offered. */
export const Bar = ({ brand, words, path }: BarProps) => {
  const languages = LOCALES.filter(({ locale }) => brand.locales?.includes(locale) ?? true)
  const face = brand.logo ? (
    <img
      src={brand.logo.url}
      width={brand.logo.width}
      height={brand.logo.height}
      alt={brand.name}
    />
  ) : (
    <strong>{brand.name}</strong>
  )
  return (
    <header class={brand.logo ? 'bar logo' : 'bar'}>
      <div class="wrap">
        {brand.website ? <a href={brand.website}>{face}</a> : face}
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
