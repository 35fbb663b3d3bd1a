/** Plain values as YAML, under a comment on what they are. */

import { stringify } from 'yaml'

export const yamlText = (comment: string, value: object): string =>
  `${comment.replaceAll(/^/gm, '# ')}\n${stringify(value, { lineWidth: 110 })}`
