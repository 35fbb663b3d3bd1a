/** Runs SQL in DuckDB and reads all of the answer: `node duckdb.mjs SQL`. */

import { DuckDBInstance } from '@duckdb/node-api'

const instance = await DuckDBInstance.create(':memory:')
const connection = await instance.connect()
const reader = await connection.runAndReadAll(process.argv[2])
process.stdout.write(`${reader.currentRowCount}\n`)
