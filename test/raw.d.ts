// Vite hands a file's text over when it is imported with ?raw.
declare module '*?raw' {
  const text: string
  export default text
}
