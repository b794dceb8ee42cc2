// What TSX becomes in a page: whatever is put into it, text stays text and attributes stay attributes. Read
// back by a parser that is not ours.
import { parseXml } from '@rgrove/parse-xml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { document, raw } from '../../src/edge/jsx-runtime.ts'

/** What XML can carry at all: the parser of the tests is strict. */
const text = fc
  .string({ unit: 'binary' })
  .map(some => some.replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/gu, ''))

describe('an element', () => {
  it('says what it was given and nothing else', () => {
    fc.assert(
      fc.property(text, text, (inside, about) => {
        const html = String(<p title={about}>{inside}</p>)
        const { root } = parseXml(html)
        expect(root?.text ?? '').toBe(inside)
        expect(root?.attributes.title).toBe(about.replace(/[\t\n]/g, ' '))
        expect(root?.children.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('leaves out what is nothing, and keeps what is HTML already', () => {
    const list = String(<p>{['a', raw('<b>c</b>'), 1, null, undefined, false, true]}</p>)
    expect(list).toBe('<p>a<b>c</b>1</p>')
    expect(String(<p hidden class={undefined} lang="" />)).toBe('<p hidden="" lang=""></p>')
    expect(String(<br class="a" />)).toBe('<br class="a"/>')
    expect(String(<p>{'<i>'}</p>)).toBe('<p>&lt;i&gt;</p>')
    expect(String(<p>{raw('<i>')}</p>)).toBe('<p><i></p>')
    expect(String(<p>{0}</p>)).toBe('<p>0</p>')
    expect(
      String(
        <>
          <b>1</b>
          <i>2</i>
        </>,
      ),
    ).toBe('<b>1</b><i>2</i>')
  })

  it('is not made of what only looks like one', () => {
    const forged = JSON.parse('{"isEscaped":true,"text":"<i>","waymark.html":"<i>"}')
    expect(() => String(<p>{forged}</p>)).toThrow()
  })
})

it('begins a document in standards mode', () => {
  expect(String(document(<html lang="en" />))).toBe('<!doctype html><html lang="en"></html>')
})
