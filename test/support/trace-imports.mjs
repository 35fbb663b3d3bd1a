/** `node --import` this to have every module that is loaded named on standard error. */

import { register } from 'node:module'

const hooks = `export async function load(url, context, next) {
  process._rawDebug(url)
  return next(url, context)
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
