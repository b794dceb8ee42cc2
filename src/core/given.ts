// What a platform gives as text: blank and missing are one.

/** The text without blanks around it, or null when there is none. */
export const given = (text: string | null | undefined): string | null => text?.trim() || null

/** `Ruth Okafor` of its parts, whichever are given; null of none. */
export const fullName = (
  first: string | null | undefined,
  last: string | null | undefined,
): string | null => [given(first), given(last)].filter(Boolean).join(' ') || null
