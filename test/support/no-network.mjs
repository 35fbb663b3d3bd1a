/** Preloaded: whatever would open a connection or ask for a name throws, in this process and its threads. */

import dgram from 'node:dgram'
import dns from 'node:dns'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'

const refuse = name => () => {
  process.stderr.write(`NETWORK: ${name}\n`)
  throw new Error(`the network was used: ${name}`)
}

net.Socket.prototype.connect = refuse('net.Socket.connect')
for (const [module, name, functions] of [
  [net, 'net', ['connect', 'createConnection', 'createServer']],
  [tls, 'tls', ['connect']],
  [dgram, 'dgram', ['createSocket']],
  [http, 'http', ['request', 'get']],
  [https, 'https', ['request', 'get']],
  [http2, 'http2', ['connect']],
  [dns, 'dns', ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']],
  [dns.promises, 'dns.promises', ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']],
]) {
  for (const one of functions) module[one] = refuse(`${name}.${one}`)
}
globalThis.fetch = refuse('fetch')
globalThis.WebSocket = refuse('WebSocket')
syncBuiltinESMExports()
