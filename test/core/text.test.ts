// What is left of texts from outside once they are kept, and which words are in them.
import { describe, expect, it } from 'vitest'
import { tamed, wordsOf } from '../../src/core/text.ts'

describe('a text that others wrote and we keep', () => {
  it('loses what turns writing around, breaks a line unseen, or is half a character', () => {
    const kept = tamed({
      title: 'Safe\u202Egpj.exe\u2066\u2069',
      lines: ['one\u2028two\u0000', '\uFEFFhalf \uD83D'],
      quantity: 2,
      note: null,
    })
    expect(kept).toEqual({
      title: 'Safegpj.exe',
      lines: ['onetwo', 'half \uFFFD'],
      quantity: 2,
      note: null,
    })
  })

  it('keeps its lines, and the joiners that emoji and scripts are written with', () => {
    for (const text of ['a\tb\r\nc', '👩\u200D👧', 'क्\u200Dष', 'می\u200Cخواهم']) {
      expect(tamed(text)).toBe(text)
    }
  })
})

describe('the words of a text', () => {
  it.each([
    ["O'Connor-Müller", ['o', 'connor', 'muller']],
    ['ÅSA 2nd', ['asa', 'nd']],
    ['Nguyễn Thị Mai', ['nguyen', 'thi', 'mai']],
    ['  –  ', []],
  ])('%s are letters without case and accents', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })
})
