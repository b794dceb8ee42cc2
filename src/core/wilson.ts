// How far a share of a few answers can be trusted.

/** Of the normal distribution, for 95 of 100. */
const Z = 1.96

/**
 * The bounds between which the true share lies, 19 times of 20: `{ from: 0.21, to: 1 }` for one of one.
 * null: nobody answered. https://doi.org/10.1080/01621459.1927.10502953 (Wilson 1927)
 */
export function wilson(
  good: number,
  n: number,
): { readonly from: number; readonly to: number } | null {
  if (n === 0) return null
  const share = good / n
  const scale = 1 + Z ** 2 / n
  const middle = share + Z ** 2 / (2 * n)
  const margin = Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))
  return {
    from: Math.max(0, (middle - margin) / scale),
    to: Math.min(1, (middle + margin) / scale),
  }
}
