/** The gamma function and its logarithmic derivative, for positive arguments. */

/** From here on the asymptotic series below are exact to the last bits of a double. */
const ASYMPTOTIC_FROM = 10

const HALF_LOG_TWO_PI = 0.9189385332046728

/** ln Γ(x), x > 0: Stirling's series (Abramowitz & Stegun 6.1.41) after Γ(x) = Γ(x + n) / (x (x + 1) … (x + n - 1)). */
export function logGamma(x: number): number {
  let product = 1
  let shifted = x
  while (shifted < ASYMPTOTIC_FROM) product *= shifted++
  const w = 1 / (shifted * shifted)
  const series =
    1 / 12 +
    w * (-1 / 360 + w * (1 / 1260 + w * (-1 / 1680 + w * (1 / 1188 + w * (-691 / 360360 + w / 156)))))
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + series / shifted - Math.log(product)
  )
}

/** ψ(x) = d ln Γ(x) / dx, x > 0: Abramowitz & Stegun 6.3.18 after ψ(x) = ψ(x + 1) - 1 / x. */
export function digamma(x: number): number {
  let sum = 0
  let shifted = x
  while (shifted < ASYMPTOTIC_FROM) sum += 1 / shifted++
  const w = 1 / (shifted * shifted)
  const series =
    1 / 12 +
    w * (-1 / 120 + w * (1 / 252 + w * (-1 / 240 + w * (1 / 132 + w * (-691 / 32760 + w * (1 / 12))))))
  return Math.log(shifted) - 0.5 / shifted - w * series - sum
}
