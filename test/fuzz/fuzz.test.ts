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
  [
    'LZ4 that copies what it has copied for minutes',
    'd.arrow',
    'H4sIAAAAAAACA+3Xf3zW2xwA8O/Ws6e1+9yaviuTmcxk0s3a3Z1ksjKTdLsz3W5WMt3ddNPdzVqZpDuTJNNNMkky6SZJJkmSJEmSJMkkmSRJkiTdpOv9PHtGevGvl5eX83q9n/M9Z9/z/bFzvp/P64yqqrrvgWFB8JTSHgRBZhAvGUEsiAZpQbojJSWiHWil+40kf4Mglcrk8QHjnZgaHz8w2Rcvacyte7hhTmJ8jJ6J8fGrliXul6Ud1RtLtLrun5J2+3XiYx6cO6fh0Uceqg8S/ZHE3+LP3aHOSp4XC7KTTx5LXDHoEQlyVNl3Bn8vMT2ZiffoOqeRnOQ1lqf847zue6QF/75MjnbVNcn6/mT/jug/n9fdnnxLf+pt9wv+Rbs8eX4k797smrJmzaauCep63FwKKKKUiuSUVFNLXfL1mmmhlTY2sY3d8anjKCc5yyWux2/pUXqTTR5DKKGMsUxgKjOoZwGLU7peYTXr2cIO9nKI43RynivcJN3/oS85DKKQEZQznklMYxbzaGIpK1nLRrayi/0c4QRnuMg1UnuYdvozkMEUM5IxVDGF6cxmPotYxirWsZnt7OEgxzjFOS5zg6j1kskA8hnKcEYzjonUMJMGFrKEFaxhA+3sZB+H6eA0F7iaXI8ZZJFLAUWUUkEl1dRSRyPNtNBKG5vYxm4OcJSTnOUS14lYer3JJo8hlFDGWCYwlRnUs4DFLGc169kS7Vr6eznEcTo5zxVukt7T/JPDIAoZQTnjmcQ0ZjGPJpaykrVsZCu72M8RTnCGi1wjVfyI0Z+BDKaYkYyhiilMZzbzWcQyVrGOzWxnDwc5xinOcZkbRHuZfwaQz1CGM5pxTOwVrFCtYQPt7GQfh+ngNBe42qvrO88gi1wKKKKUCiqpppY6GmmmhVba2MQ2dnOAo5zkLJe4TuQOU002eQyhhDLGMoGpzKCeBSxmOatZzxZ2sJdDHKeT81zhJunCbV9yGEQhIyhnPJOYxizm0cRSVrKWjWxlF/s5wgnOcJFrpIr0MfozkMEUM5IxVDGF6cxmPotYxirWsZnt7OEgxzjFOS5zg2hvU80A8hnKcEYzjonUMJMGFrKEFaxhA+3sZB+H6eA0F7hK0Mf8k0UuBRRRSgWVVFNLHY0000IrbX1uSSXdjWQqGenwie6UeldhRtBvGFZXv7sp5h5KMoI+FYkse0sZU5kYkrxuU+z2FBWEQUoQpqQHoe8u7EGENKL0JJ1eZHAHvs3wTnrTh0yeRl9CsuiH7zd8Otk8gwE8kxyeRS7PxjcePoc8nks+z2MQz6eAFyAOhC9kCHcxlBdRyDCKuBuxIryHEl7McF7CCF5KKS9DPAlfThmjGM0rKOeVVPAqxJzw1YzlNYzjXsZzH5W8FnEpfB0TuJ+JPMAkXk81kxG7wjcwlTdSw5uYxoPU8hDiW/hmZvAwM3kLs3iEOh5FDAzfSj1zaEjvXgOPhXO15/E2Gnk74mX4DhbwThbyGE28i2bejZgavofFvJclvI+lvJ8WPoC4Gz7Ocj7ICj7ESj5MKx9BbA4/ymo+xho+zlo+QRufRPwOP8V6nmADn2Yjn2ETn0WMDz/HFj5PO19gK19kG19CHgi/zA6+wk6+yi6+xm6+jlwRfoO9fJN9fIv9fJsDfAf5JPwuh/geh/k+R/gBR/khck74I47zYzr4CSf4KSf5GfJS+HM6+QWn+SVn+BVn+TVyV/gbzvNbLvA7LvJ7LvEH5Lfwj1zhT1zlz1zjSa7zF+TA8K/c5Kn0IPJkz/+Hgf+tMPCf+vybHr9tJ5QIQEFyixqz+4kmNnCZXds8G7Viv/nJLWN87J7kuM5kfesW8L9xKxvfxo5KbMf/BmprNSmVDwAA',
    /LZ4 that cannot be unpacked/,
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
