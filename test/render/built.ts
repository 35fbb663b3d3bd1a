/** The sources as JavaScript in a temporary folder, for tests that need a process of its own. Types are not checked. */

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The folder that holds src, package.json and node_modules; the caller removes it. */
export function builtSources(folders: readonly string[]): string {
  const built = mkdtempSync(join(tmpdir(), 'tenure-built-'))
  symlinkSync(join(ROOT, 'node_modules'), join(built, 'node_modules'))
  cpSync(join(ROOT, 'package.json'), join(built, 'package.json'))
  for (const folder of folders) {
    for (const name of readdirSync(join(ROOT, folder))) {
      if (name.endsWith('.ts')) transpile(join(folder, name), built)
    }
  }
  return built
}

function transpile(path: string, built: string): void {
  const { outputText } = ts.transpileModule(readFileSync(join(ROOT, path), 'utf8'), {
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      rewriteRelativeImportExtensions: true,
      verbatimModuleSyntax: true,
    },
  })
  mkdirSync(dirname(join(built, path)), { recursive: true })
  writeFileSync(join(built, path.replace(/\.ts$/, '.js')), outputText)
}
