/** Dates and times in their common form; the twin is readPlainTime in src/ingest/values/plain-bytes.ts. */

import { EACH_BYTE } from './numbers'

const DASH: u8 = 45
const SPACE: u8 = 32
const LETTER_T: u8 = 84
const LETTER_Z: u8 = 90
const DAY_MS: f64 = 86_400_000
const NONE: i32 = i32.MIN_VALUE

/** Days from 0001-01-01 to 1970-01-01. */
const EPOCH_DAYS: i32 = 719_162

/** Cell → milliseconds of its clock as if that were UTC, NaN where it is written in another way. */
export function times(starts: usize, ends: usize, rows: i32, out: usize): void {
  // Neighbours mostly share their day.
  let year: u64 = 0
  let rest: u16 = 0
  let day = NONE
  for (const last = starts + ((rows as usize) << 2); starts < last; starts += 4, ends += 4, out += 8) {
    const at = load<u32>(starts) as usize
    const length = (load<u32>(ends) as usize) - at
    if (load<u64>(at) !== year || load<u16>(at, 8) !== rest) {
      year = load<u64>(at)
      rest = load<u16>(at, 8)
      day = dayAt(at)
    }
    const ms = day === NONE ? NONE : length === 10 ? 0 : clockAt(at, length)
    store<f64>(out, ms === NONE ? NaN : (day as f64) * DAY_MS + (ms as f64))
  }
}

/** `2024-12-31` as days since 1970; NONE where it is no day from 1900 to 2199. */
function dayAt(at: usize): i32 {
  if (load<u8>(at, 4) !== DASH || load<u8>(at, 7) !== DASH) return NONE
  const century = twoDigits(load<u16>(at))
  const inCentury = twoDigits(load<u16>(at, 2))
  const month = twoDigits(load<u16>(at, 5))
  const day = twoDigits(load<u16>(at, 8))
  if (century < 19 || century > 21 || inCentury < 0 || month < 1 || month > 12 || day < 1) return NONE
  const year = century * 100 + inCentury
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  // From March on months have 31, 30, 31, 30, 31 days, again and again.
  const sinceMarch = month > 2 ? month - 3 : month + 9
  const monthDays = month === 2 ? 28 + (isLeap as i32) : 30 + (((sinceMarch % 5) & 1) ^ 1)
  if (day > monthDays) return NONE
  const past = year - 1
  const leapDays = past / 4 - past / 100 + past / 400
  const beforeMonth = month > 2 ? 59 + (isLeap as i32) + (153 * sinceMarch + 2) / 5 : (month - 1) * 31
  return past * 365 + leapDays + beforeMonth + day - 1 - EPOCH_DAYS
}

/** `00:00:00`, the first letter in the lowest byte, and where its colons are. */
const CLOCK_OF_ZEROS: u64 = ((0x3030_3a30 as u64) << 32) | 0x303a_3030
const AT_COLONS: u64 = ((0x0000_ff00 as u64) << 32) | 0x00ff_0000

/** `T23:59:59` or ` 23:59:59`, perhaps with a Z, behind a day: milliseconds; NONE where it is anything else. */
function clockAt(at: usize, length: usize): i32 {
  if (length !== 19 && !(length === 20 && load<u8>(at, 19) === LETTER_Z)) return NONE
  const middle = load<u8>(at, 10)
  if (middle !== SPACE && middle !== LETTER_T) return NONE
  // Digits become their values, and colons 0; what passes 9 was neither.
  const clock = load<u64>(at, 11) ^ CLOCK_OF_ZEROS
  if ((((clock + 0x76 * EACH_BYTE) | clock) & (0x80 * EACH_BYTE)) !== 0) return NONE
  if ((clock & AT_COLONS) !== 0) return NONE
  const hour = ((clock & 15) as i32) * 10 + (((clock >> 8) & 15) as i32)
  const minute = (((clock >> 24) & 15) as i32) * 10 + (((clock >> 32) & 15) as i32)
  const second = (((clock >> 48) & 15) as i32) * 10 + (((clock >> 56) & 15) as i32)
  if (hour > 23 || minute > 59 || second > 59) return NONE
  return ((hour * 60 + minute) * 60 + second) * 1000
}

/** Two digits as they stand in memory, the first one in the lower byte; less than 0 where they are none. */
function twoDigits(bytes: u16): i32 {
  const tens = ((bytes & 255) as i32) - 48
  const ones = ((bytes >> 8) as i32) - 48
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones
}
