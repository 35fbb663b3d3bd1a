/** Of Parquet and Arrow files. */

import { input } from './user-error.ts'

export const noColumns = (path: string) =>
  input(`${path}: the file has no columns`, 'export it again, with the columns of its rows')

export const bigEndian = (path: string) =>
  input(
    `${path}: its numbers are written big-endian, the most significant byte first`,
    'write it on another machine, or as Parquet',
  )

export const encryptedParquet = (path: string, what: string) =>
  input(`${path}: ${what} encrypted, and tenure has no keys`, 'export it without encryption')

const beyond = (place: string, clause: string, name: string, raised: string) =>
  input(`${place}: ${clause}`, `if that is meant, raise the bound with --limit ${name}=${raised}`, {
    code: `limit-${name}`,
    place,
    remedies: [['--limit', `${name}=${raised}`]],
  })

const MB = 2 ** 20

export const pageTooLarge = (place: string, bytes: number, limit: number) =>
  beyond(
    place,
    `a page of ${bytes.toLocaleString('en-US')} bytes, and ${limit / MB} MB is the bound`,
    'page',
    `${Math.ceil(bytes / MB)}M`,
  )

export const nestedTooDeep = (place: string, limit: number) =>
  beyond(place, `nests more than ${limit} levels of lists and structs`, 'nesting', String(limit * 4))

/** `what`: what is wrong, as a clause. */
export const damagedColumn = (path: string, column: string, what: string) =>
  input(`${path} column ${column}: ${what}`, 'copy or export the file again; nothing of it was used')

export const typesOfOneName = () =>
  input(
    'columns that share a name, or have none, are of different types: Arrow cannot be written of them',
    'name them apart, or write CSV',
  )
