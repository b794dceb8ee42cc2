// The arithmetic of the bench: a wrong median would make every figure a lie.
import { describe, expect, it } from 'vitest'
import { figureOf, isMet, type Measured, type MetricName, median } from '../../bench/figures.ts'
import { inTurns, joined } from '../../bench/rounds.ts'
import { missedOf, table, toJson } from '../../bench/table.ts'

const MEASURED: ReadonlyMap<MetricName, Measured> = new Map([
  ['page_throughput_ratio', { values: [0.7, 0.9, 0.8], note: '80 of 100 pages/s' }],
  ['page_bytes_worst', { values: [4350], note: '3 parcels' }],
])

describe('a median', () => {
  it('is the middle of an odd number of values, in whatever order they came', () => {
    expect(median([10, 2, 9])).toBe(9)
  })

  it('lies between the two middle ones of an even number', () => {
    expect(median([4, 1, 3, 100])).toBe(3.5)
  })

  it('of nothing is no number but a mistake', () => {
    expect(() => median([])).toThrow('nothing was measured')
  })
})

describe('a figure', () => {
  it('is the median with its extremes, and bytes are not rounded', () => {
    const figure = figureOf('page_throughput_ratio', { values: [0.123456, 0.2, 0.9], note: '' })
    expect(figure).toMatchObject({ value: 0.2, min: 0.1235, max: 0.9, better: 'higher' })
    expect(figureOf('page_bytes_worst', { values: [12_289], note: '' }).value).toBe(12_289)
  })

  it('that equals its target meets it, on either side', () => {
    expect(isMet(figureOf('page_bytes_worst', { values: [12_288], note: '' }))).toBe(true)
    expect(isMet(figureOf('page_bytes_worst', { values: [12_289], note: '' }))).toBe(false)
    expect(isMet(figureOf('ingest_ratio_ups', { values: [0.5], note: '' }))).toBe(true)
    expect(isMet(figureOf('ingest_ratio_ups', { values: [0.499], note: '' }))).toBe(false)
  })
})

describe('the report', () => {
  it('says of each target whether it is met, and names those that are not', () => {
    const lines = table(MEASURED).split('\n')
    expect(lines[1]).toMatch(
      /^MISSED +page_throughput_ratio +0\.800 +ratio +≥ 0\.850 +0\.700–0\.900 +80 of/,
    )
    expect(lines[2]).toMatch(/^met +page_bytes_worst +4350 +bytes +≤ 12288 +3 parcels$/)
    expect(lines.at(-1)).toBe('1 of 2 targets are met. Missed: page_throughput_ratio.')
    expect(missedOf(MEASURED)).toEqual(['page_throughput_ratio'])
  })

  it('is JSON with everything that a reader needs to judge a figure', () => {
    expect(JSON.parse(toJson(MEASURED)).metrics.page_throughput_ratio).toEqual({
      value: 0.8,
      unit: 'ratio',
      target: 0.85,
      better: 'higher',
      min: 0.7,
      max: 0.9,
    })
  })
})

describe('rounds', () => {
  it('let both sides take turns, and change who begins', async () => {
    const order: string[] = []
    const side = (name: string, value: number) => async () => {
      order.push(name)
      return value
    }
    const rounds = await inTurns(3, [side('ours', 1), side('limit', 2)])
    expect(order.join(' ')).toBe('ours limit limit ours ours limit')
    expect(rounds).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ])
  })

  it('can be joined, each side by its mean', () => {
    const turns = [
      [1, 10],
      [3, 30],
      [5, 50],
    ] as const
    expect(joined(turns, 2)).toEqual([
      [2, 20],
      [5, 50],
    ])
  })
})
