import { describe, expect, it } from 'vitest'
import { parseTime, type TimeFormat, timeEvidence } from '../../../src/ingest/values/times.ts'
import { type Zone, zoneNamed } from '../../../src/math/zone.ts'

const UTC = zoneNamed('UTC') as Zone
const BERLIN = zoneNamed('Europe/Berlin') as Zone

const READ: [text: string, format: TimeFormat, iso: string][] = [
  ['2024-02-29', 'iso', '2024-02-29T00:00:00.000Z'],
  ['2024-02-29 13:14:15', 'iso', '2024-02-29T13:14:15.000Z'],
  ['2024-02-29T13:14:15.678Z', 'iso', '2024-02-29T13:14:15.678Z'],
  ['2024-02-29T13:14:15+02:00', 'iso', '2024-02-29T11:14:15.000Z'],
  ['2024-02-29 13:14:15 UTC', 'iso', '2024-02-29T13:14:15.000Z'],
  ['2024-02-29T13:14:15-0530', 'iso', '2024-02-29T18:44:15.000Z'],
  ['2024/2/9 1:05 PM', 'iso', '2024-02-09T13:05:00.000Z'],
  ['2024-02-29 24:00:00', 'iso', '2024-03-01T00:00:00.000Z'],
  ['0001-01-01', 'iso', '0001-01-01T00:00:00.000Z'],
  ['0099-12-31', 'iso', '0099-12-31T00:00:00.000Z'],
  ['31/12/2024', 'dmy', '2024-12-31T00:00:00.000Z'],
  ['31.12.2024 08:26', 'dmy', '2024-12-31T08:26:00.000Z'],
  ['12/1/2010 8:26', 'mdy', '2010-12-01T08:26:00.000Z'],
  ['12/31/24', 'mdy', '2024-12-31T00:00:00.000Z'],
  ['01/02/24', 'dmy', '2024-02-01T00:00:00.000Z'],
  ['24-02-01', 'ymd', '2024-02-01T00:00:00.000Z'],
  ['01/02/69', 'dmy', '1969-02-01T00:00:00.000Z'],
  ['3 Mar 2024', 'named-month', '2024-03-03T00:00:00.000Z'],
  ['March 3, 2024', 'named-month', '2024-03-03T00:00:00.000Z'],
  ['20240301', 'yyyymmdd', '2024-03-01T00:00:00.000Z'],
  ['1709251200', 'epoch-s', '2024-03-01T00:00:00.000Z'],
  ['1709251200123', 'epoch-ms', '2024-03-01T00:00:00.123Z'],
  ['1709251200123456', 'epoch-us', '2024-03-01T00:00:00.123Z'],
]

const UNREADABLE: [text: string, format: TimeFormat][] = [
  ['2023-02-29', 'iso'],
  ['2024-13-01', 'iso'],
  ['2024-00-10', 'iso'],
  ['0000-01-01', 'iso'],
  ['2024-04-31', 'iso'],
  ['2024-01-01 25:00', 'iso'],
  ['2024-01-01 10:60', 'iso'],
  ['2024-01-01 13:00 PM', 'iso'],
  ['31/12/2024', 'mdy'],
  ['2024-01-01', 'dmy'],
  ['yesterday', 'iso'],
  ['3 Foo 2024', 'named-month'],
]

describe('times', () => {
  it.each(READ)('%s as %s is %s', (text, format, iso) => {
    expect(new Date(parseTime(text, format, UTC)).toISOString()).toBe(iso)
  })

  it.each(UNREADABLE)('%s as %s is no time', (text, format) => {
    expect(parseTime(text, format, UTC)).toBeNaN()
  })

  // Germany: +01:00 in winter, +02:00 in summer; 02:30 on 2024-03-31 does not exist, on 2024-10-27 it does twice.
  it.each([
    ['2024-01-15 12:00:00', '2024-01-15T11:00:00.000Z'],
    ['2024-07-15 12:00:00', '2024-07-15T10:00:00.000Z'],
    ['2024-03-31 02:30:00', '2024-03-31T01:30:00.000Z'],
    ['2024-10-27 02:30:00', '2024-10-27T00:30:00.000Z'],
    ['2024-07-15T12:00:00Z', '2024-07-15T12:00:00.000Z'],
  ])('%s in Berlin is %s', (text, iso) => {
    expect(new Date(parseTime(text, 'iso', BERLIN)).toISOString()).toBe(iso)
  })
})

describe('how a column of times is written', () => {
  const CASES: [cells: string[], formats: [TimeFormat, number][], dayOrMonth: number, shortYears: number][] =
    [
      [['2024-01-01', '2024-01-02 10:00'], [['iso', 2]], 0, 0],
      [['03/04/2024', '05/06/2024'], [], 2, 0],
      [['03/04/2024', '25/06/2024'], [['dmy', 1]], 1, 0],
      [['03/04/2024', '06/25/2024'], [['mdy', 1]], 1, 0],
      [['01/02/24'], [], 1, 1],
      [['20240131'], [['yyyymmdd', 1]], 0, 0],
      [['1709251200', '1709251201'], [['epoch-s', 2]], 0, 0],
      [['1709251200123'], [['epoch-ms', 1]], 0, 0],
      [['31 Jan 2024'], [['named-month', 1]], 0, 0],
      [['n/a', ''], [], 0, 0],
    ]
  it.each(CASES)('of %j', (cells, formats, dayOrMonth, shortYears) => {
    const found = timeEvidence(cells)
    expect([...found.formats]).toEqual(formats)
    expect(found.dayOrMonth).toBe(dayOrMonth)
    expect(found.shortYears).toBe(shortYears)
  })
})
