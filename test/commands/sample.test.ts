import { describe, expect, it } from 'vitest'
import { tenure } from '../support/tenure.ts'

/** The cells of a sample, without quotes as none of its cells needs them. */
async function sampled(words: string): Promise<string[][]> {
  const { code, stdout, stderr } = await tenure(['sample', ...words.split(' ')])
  if (code !== 0) throw new Error(stderr)
  return stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
}

const bytesOf = async (words: string) => (await tenure(['sample', ...words.split(' ')])).stdout

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => sum(values) / values.length

/** Four standard errors of the mean. */
function tolerance(values: readonly number[]): number {
  const centre = mean(values)
  return 4 * Math.sqrt(sum(values.map(value => (value - centre) ** 2)) / values.length ** 2)
}

/** Gauss's series; z < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1
  let total = 1
  for (let n = 0; n < 5000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    total += term
  }
  return total
}

interface BgNbd {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** Repeat orders expected by t: equation (9) of Fader, Hardie and Lee (2005). */
function expectedRepeats({ r, alpha, a, b }: BgNbd, t: number): number {
  const series = hypergeometric(r, b, a + b - 1, t / (alpha + t))
  return ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + t)) ** r * series)
}

const DEFAULTS: BgNbd = { r: 0.6, alpha: 40, a: 0.7, b: 3.5 }
const OTHERS: BgNbd = { r: 0.3, alpha: 20, a: 2, b: 3 }

it('the expectation the samples are held against is that of scipy.special.hyp2f1', () => {
  expect(expectedRepeats(DEFAULTS, 365)).toBeCloseTo(3.176664541919327, 10)
  expect(expectedRepeats(OTHERS, 100)).toBeCloseTo(0.7545733192510058, 10)
})

describe('sample orders: customers follow the model', () => {
  const END = Date.parse('2026-01-01')

  for (const [name, params] of Object.entries({ DEFAULTS, OTHERS })) {
    const given = Object.entries(params).map(([key, value]) => `${key}=${value}`)
    it(`repeat orders, and customers without any: ${name}`, async () => {
      const rows = await sampled(`orders --size 12000 --refunds 0 --params ${given}`)
      const repeats = new Map<string, number>()
      const since = new Map<string, number>()
      for (const [, time, customer] of rows) {
        repeats.set(customer!, (repeats.get(customer!) ?? -1) + 1)
        if (!since.has(customer!)) since.set(customer!, (END - Date.parse(`${time}Z`)) / 86_400_000)
      }
      expect(repeats.size).toBe(12_000)
      const days = [...since.values()]
      const counts = [...repeats.values()]
      // By tenths of the customers in the order they joined: the expectation hangs on the time since.
      const offs = days.map((t, i) => counts[i]! - expectedFast(params, t))
      for (let tenth = 0; tenth < 10; tenth++) {
        const part = offs.slice(tenth * 1200, (tenth + 1) * 1200)
        expect(Math.abs(mean(part))).toBeLessThan(tolerance(part))
      }
      // P(X(t) = 0), equation (8) there, is (alpha / (alpha + t))^r.
      const none = days.map(
        (t, i) => Number(counts[i] === 0) - (params.alpha / (params.alpha + t)) ** params.r,
      )
      expect(Math.abs(mean(none))).toBeLessThan(tolerance(none))
    })
  }

  it('order values have the mean and the spread between customers of the Gamma-Gamma model', async () => {
    const rows = await sampled('orders --size 12000 --refunds 0 --params p=4,q=6,v=20')
    const spent = new Map<string, number[]>()
    for (const [, , customer, , , , , amount] of rows) {
      spent.set(customer!, [...(spent.get(customer!) ?? []), Number(amount)])
    }
    // One order each: E[z] = p v / (q - 1) = 16, Var[z] = p v² (p + q - 1) / ((q - 1)² (q - 2)) = 144.
    const firsts = [...spent.values()].map(([first]) => first!)
    expect(Math.abs(mean(firsts) - 16)).toBeLessThan(tolerance(firsts))
    const squares = firsts.map(value => (value - 16) ** 2)
    expect(Math.abs(mean(squares) - 144)).toBeLessThan(tolerance(squares))
    // Two orders of a customer share nu: their covariance is Var[p / nu] = p² v² / ((q - 1)² (q - 2)) = 64.
    const pairs = [...spent.values()].filter(({ length }) => length > 1)
    const products = pairs.map(([one, two]) => (one! - 16) * (two! - 16))
    expect(Math.abs(mean(products) - 64)).toBeLessThan(tolerance(products))
  })

  /** The series takes a while: once per half a day is enough of t. */
  function expectedFast(params: BgNbd, t: number): number {
    const key = `${params.r} ${Math.round(t * 2)}`
    const value = known.get(key) ?? expectedRepeats(params, Math.round(t * 2) / 2)
    known.set(key, value)
    return value
  }
  const known = new Map<string, number>()
})

describe('sample orders: the export', () => {
  it('is the same for the same seed, and another for another', async () => {
    const first = await bytesOf('orders --size 50')
    expect(await bytesOf('orders --size 50')).toBe(first)
    expect(await bytesOf('orders --size 50 --seed 2')).not.toBe(first)
  })

  it('has rows in the order of time, within the days, and customers in the order they joined', async () => {
    const rows = await sampled('orders --size 300 --from 2024-02-10 --to 2024-03-10')
    const times = rows.map(([, time]) => time!)
    expect(times).toEqual([...times].sort())
    expect(times[0]! >= '2024-02-10T00:00:00').toBe(true)
    expect(times.at(-1)! <= '2024-03-10T23:59:59').toBe(true)
    expect(new Set(rows.map(([, , customer]) => customer)).size).toBe(300)
  })

  it('gives back lines of earlier orders, whole and at most once', async () => {
    const rows = await sampled('orders --size 500 --refunds 0.3 --lines-per-order 3')
    const open = new Map<string, number>()
    const lineOf = (
      [order, , customer, product, channel, country, quantity, amount]: string[],
      sign: string,
    ) => [order, customer, product, channel, country, sign + quantity, sign + amount].join()
    let refunds = 0
    for (const row of rows) {
      const isRefund = row[7]!.startsWith('-')
      expect(row[6]!.startsWith('-')).toBe(isRefund)
      if (!isRefund) open.set(lineOf(row, '-'), (open.get(lineOf(row, '-')) ?? 0) + 1)
      else {
        refunds++
        const left = open.get(lineOf(row, '')) ?? 0
        expect(left).toBeGreaterThan(0)
        open.set(lineOf(row, ''), left - 1)
      }
    }
    const share = refunds / (rows.length - refunds)
    // 0.3, less those that would come back after the last day.
    expect(share).toBeGreaterThan(0.27)
    expect(share).toBeLessThan(0.31)
  })

  it('keeps who orders when, and for how much, whatever the refunds and the lines', async () => {
    const plain = await sampled('orders --size 200 --refunds 0')
    const orders = new Map<string, number>()
    const lines = await sampled('orders --size 200 --refunds 0.2')
    for (const [order, time, customer, , , , , amount] of lines) {
      if (!amount!.startsWith('-')) orders.set(`${order} ${time} ${customer} ${amount}`, 1)
    }
    expect(
      plain.map(([order, time, customer, , , , , amount]) => `${order} ${time} ${customer} ${amount}`),
    ).toEqual([...orders.keys()])
  })

  it('has so many lines per order on average', async () => {
    const rows = await sampled('orders --size 5000 --refunds 0 --lines-per-order 2.5')
    const lines = new Map<string, number>()
    for (const [order] of rows) lines.set(order!, (lines.get(order!) ?? 0) + 1)
    const counts = [...lines.values()]
    expect(Math.abs(mean(counts) - 2.5)).toBeLessThan(tolerance(counts))
  })

  it('has about --rows rows, small or large', async () => {
    for (const [rows, off] of [
      [1500, 45],
      [60_000, 600],
      [200_000, 6000],
    ] as const) {
      const found = (await sampled(`orders --rows ${rows}`)).length
      expect(Math.abs(found - rows)).toBeLessThanOrEqual(off)
    }
  })

  it('tells on standard error what it is a sample of, unless --quiet', async () => {
    const { stderr } = await tenure(['sample', 'orders', '--size', '20', '--seed', '5'])
    expect(stderr).toMatch(
      /^Made \d+ rows of 20 customers with seed 5: bg-nbd with Gamma-Gamma, r=0.6,alpha=40,/,
    )
    expect((await tenure(['sample', 'orders', '--size', '20', '--quiet'])).stderr).toBe('')
  })

  it.each([
    ['--params r=0', /--params r=0: not pairs such as r=0.6 of r, alpha/],
    ['--params q=1', /--params q=1: not pairs/],
    ['--params z=1', /--params z=1: not pairs/],
    ['--params r', /--params r: not pairs/],
    ['--params r=1=2', /not pairs/],
    ['--to 2023-01-01', /--to 2023-01-01: not a date after the first day, 2024-01-01/],
    ['--from 2027-01-01', /--from 2027-01-01: not a date before the last day, 2025-12-31/],
    ['--size 10 --rows 10', /--rows and --size cannot be given together/],
    ['--refunds 2', /--refunds 2/],
  ])('refuses %s', async (words, message) => {
    const { code, stdout, stderr } = await tenure(['sample', 'orders', ...words.split(' ')])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
  })
})

describe('sample events', () => {
  it('has rows in the order of time, and visits whose events follow the funnel', async () => {
    const rows = await sampled('events --size 2000 --to 2024-06-30')
    const times = rows.map(([time]) => time!)
    expect(times).toEqual([...times].sort())
    const sessions = new Map<string, string[][]>()
    for (const row of rows) sessions.set(row[2]!, [...(sessions.get(row[2]!) ?? []), row])
    for (const events of sessions.values()) {
      expect(events.map(([, , , event]) => event).join()).toMatch(
        /^visit(,product_view)*(,add_to_cart(,checkout(,purchase)?)?)?$/,
      )
      expect(new Set(events.map(([time]) => time)).size).toBe(events.length)
      expect(new Set(events.map(([, user]) => user)).size).toBe(1)
    }
    for (const [, , , event, , product, value] of rows) {
      expect(product === '').toBe(event === 'visit')
      expect(value === '').toBe(event !== 'purchase')
    }
  })

  it('gets from step to step with the chances of --params', async () => {
    const chances = { view: 0.8, cart: 0.5, checkout: 0.4, purchase: 0.9 }
    const given = Object.entries(chances).map(([key, value]) => `${key}=${value}`)
    const rows = await sampled(`events --size 5000 --params ${given}`)
    const reached = new Map<string, Set<string>>()
    for (const [, , session, event] of rows) {
      reached.set(event!, (reached.get(event!) ?? new Set()).add(session!))
    }
    const sizes = ['visit', 'product_view', 'add_to_cart', 'checkout', 'purchase'].map(
      step => reached.get(step)!.size,
    )
    for (const [i, chance] of Object.values(chances).entries()) {
      const error = Math.sqrt((chance * (1 - chance)) / sizes[i]!)
      expect(Math.abs(sizes[i + 1]! / sizes[i]! - chance)).toBeLessThan(4 * error)
    }
  })

  it('brings users back with the chance return, after the mean gap', async () => {
    const rows = await sampled('events --size 3000 --params view=0,return=0.5,gap=2')
    const visits = new Map<string, number[]>()
    for (const [time, user] of rows) visits.set(user!, [...(visits.get(user!) ?? []), Date.parse(`${time}Z`)])
    // A geometric number: 1 / (1 - return). The last days cut a few off, far less than the tolerance.
    const counts = [...visits.values()].map(({ length }) => length)
    expect(Math.abs(mean(counts) - 2)).toBeLessThan(tolerance(counts))
    const gaps = [...visits.values()].flatMap(times =>
      times.slice(1).map((time, i) => (time - times[i]!) / 86_400_000),
    )
    expect(Math.abs(mean(gaps) - 2)).toBeLessThan(tolerance(gaps) + 0.02)
  })
})
