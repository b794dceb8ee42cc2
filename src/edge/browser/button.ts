// A button of the page's own.

export function button(text: string | null | undefined, act: (own: HTMLButtonElement) => void) {
  const own = document.createElement('button')
  own.type = 'button'
  own.className = 'small'
  own.textContent = text ?? ''
  own.addEventListener('click', () => act(own))
  return own
}
