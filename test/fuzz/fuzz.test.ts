/** A few of the fuzzer's inputs; `npm run fuzz -- --inputs N --seed S` runs more. */

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fileOf, tenure } from '../support/tenure.ts'

const RUN = fileURLToPath(new URL('run.js', import.meta.url))

/** Inputs that once crashed or hung, packed. */
const FOUND: [what: string, name: string, packed: string, message: RegExp][] = [
  [
    'a footer that points before the file',
    'a.arrow',
    'H4sIAAAAAAACA9VTOwrCQBB9q0kMssUiQVJYWHgBwQNoZyeksZQgdv4weieP4BEsvZG+nUwwBO11YL6Zz5tZMsuyxXIMPElXAA6eurCIECKmRTIBfdCLKQOVQIs8V/vBeib2fP1AY1BdHPM92C8mRxp3SMTvSGenc03o9bBW72etL8X5sNucyn6BfPN479SJ5ln0FbGVjv+OH+0AKVWKirq0raD3O231rQzeFOIbrQRHhQe1OtfIdI086J1MI898mOJjeQPLU+5a9rXcNpINXbkjt5lQjvRevv6mdQ/Vaa3/L7wfMC3nkWfy77wAWxBFVUIDAAA=',
    /it points outside of itself|a header says more/,
  ],
  [
    'a schema of two thousand million columns',
    'b.arrow',
    'H4sIAAAAAAACA3MMCvIPN2Rg+A8EHQwMDAIMIMDFwMPAxsDKwAFkAQEjCwMLkNoDVAOiGYFYBKxWBKiCjYEdqBrEg+hl5ALRCkDMwgABIDolsSwVxOYAQpAIB1QcpNYxN7UoMzlR3y+1PD4yvygbpA7mHhGoGTwMYlAX8YBtY2BmYZAAUhoMMMDFgAQYkaxnhNLcMMmgyakwJsgaBjQAExMAWysCtBZkqQDEWqCpOkBSBWo+yOwZUH0ToLQGklmIIIsgI8hKSAqyDSBxcHQCAKivluPVAQAA',
    /a header says more than it can hold/,
  ],
  [
    'a column whose name is not there',
    'c.arrow',
    'H4sIAAAAAAACA8VTO24CMRB9KwwsyIWLCG1B4TJVRCSKtJwAiYZytXw6JFDgQDkABYfIATgABcdIlzx7x2E1URSlYqSx93nejGeevJPZbDp/Bj5pZwAOwfqw6KCNnF+0zBCDKOdqZAVa9A19LPjEGiS3Q42hnCHmAX6/q5brlQ/4jbxLg/vQ4Iaa1dMC74w7RnL20Y23O+mtzvGNnB69LHev28O2LOO5+Y6FuYqsviOYxUAms7EqWgYFtxGS9YltnDLMfhRNMtysh98tV3vKc4rnFK9QfK/4XvEfFT9pl6m8v3A6qxReKLxs6Jn6t1S1E5V0tZZU7UV6M5J3Tf3LxaMfet37Tbl/vakP+iT+M1968fmNOgMAAA==',
    /it has no name/,
  ],
]

describe('broken files', () => {
  it('of a seed: no crash, no hang, one answer', async () => {
    const { stdout } = await promisify(execFile)('node', [RUN, '--inputs', '40', '--seed', '20'])
    expect(stdout).toMatch(/^40 inputs of seed 20: .*faults 0$/m)
  })

  it.each(FOUND)('%s', async (_what, name, packed, message) => {
    const path = fileOf(name, gunzipSync(Buffer.from(packed, 'base64')))
    const { code, stderr } = await tenure(['inspect', path])
    expect(code).toBe(3)
    expect(stderr).toMatch(message)
  })
})
