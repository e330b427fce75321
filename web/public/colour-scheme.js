// Runs before the first paint, so that a dark screen never flashes white. Reads what Mantine keeps.
;(function () {
  let chosen = null
  try {
    chosen = localStorage.getItem('primum-colour-scheme')
  } catch {
    // Storage may be closed to us; the system's own scheme then holds.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  const root = document.documentElement
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  root.style.backgroundColor = dark ? '#0f181a' : '#f4f7f7'
  root.style.colorScheme = dark ? 'dark' : 'light'
})()
