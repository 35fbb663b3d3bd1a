/** Of stages of the lifecycle. */

import { didYouMean } from './did-you-mean.ts'
import { usage } from './user-error.ts'
import { list } from './wording.ts'

export const unknownStage = (path: string, name: string, known: readonly string[]) =>
  usage(
    `${path}: best_first names ${name}, which no rule leads to${didYouMean(name, known)}`,
    `the rules lead to: ${list(known)}`,
  )

export const badEventTerm = (path: string, name: string) =>
  usage(
    `${path}: ${name} lists no events`,
    'write the names that exports give the event, as in "visit: [visit, page_view]" under events',
  )

export const unknownStageModel = (name: string, known: readonly string[]) =>
  usage(`there is no model of stages called ${name}${didYouMean(name, known)}`, `there are: ${list(known)}`)

/** `needs`: a line such as "consideration (product_view, view_item)" for each stage. */
export const stagesNeedEvents = (path: string, needs: readonly string[]) =>
  usage(
    `${path}: stages that need events: ${needs.join('; ')}`,
    'give an export of events to tenure lifecycle stages --events, or rules such as those of the model "default", which need orders alone',
  )

export const noPurchaseEvents = (path: string, looked: readonly string[], found: readonly string[]) =>
  usage(
    `${path}: the export has no purchase among its events: none is called ${list(looked)}`,
    `name it with --event-name purchase=NAME; the export has: ${list(found)}`,
  )

export const unknownEventTerm = (path: string, term: string, known: readonly string[]) =>
  usage(
    `--event-name ${term}=…: ${path} has no word ${term} for events${didYouMean(term, known)}`,
    `it has: ${list(known)}`,
  )

export const moveDatesOutOfOrder = () =>
  usage('--from is not before --to: moves need two different dates', 'give the earlier date as --from')

/** `date` is the one asked for; null where the history does not hold two dates. */
export const asOfBeforeMove = (date: string | null, limit: string) =>
  date === null
    ? usage(
        `the rows begin on ${limit}: too late for two dates to move between`,
        'give --from and --to, or a shorter --every',
      )
    : usage(`--to ${date} is after the as-of date, ${limit}`, 'give an earlier --to, or a later --as-of')

export const noSuchEvent = (name: string, found: readonly string[]) =>
  usage(
    `--event-name ${name}: the export has no such event${didYouMean(name, found)}`,
    `it has: ${list(found)}`,
  )
