// Amounts as platforms write them, in the currency's minor unit and without floats.

/**
 * A decimal amount in the currency's minor unit: `minorUnits('19.90', 'AUD')` is 1990,
 * `minorUnits(1200, 'JPY')` is 1200. A finer fraction is rounded half up; null when it is no amount.
 */
export function minorUnits(
  amount: string | number | null | undefined,
  currency: string,
): number | null {
  const parts = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(String(amount ?? '').trim())
  if (!parts) return null
  const [, sign = '', whole = '', fraction = ''] = parts
  const digits = minorDigits(currency)
  const padded = fraction.padEnd(digits + 1, '0')
  const half = Number(padded[digits]) >= 5 ? 1 : 0
  const units = Number(whole + padded.slice(0, digits)) + half
  return sign && units > 0 ? -units : units
}

/** How many digits a currency has after the point; two for one that nobody knows. */
function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
