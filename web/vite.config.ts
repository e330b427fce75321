import { readFile } from 'node:fs/promises'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { parse } from 'yaml'

const content = new URL('../content/risk/tiering.yaml', import.meta.url).pathname

/** The tier's rules, read when the app is built: the web shows a tier as the answers are given. */
function tiering(): Plugin {
  return {
    name: 'primum-tiering',
    resolveId: (id) => (id === 'virtual:tiering' ? '\0virtual:tiering' : null),
    async load(id) {
      if (id !== '\0virtual:tiering') return null
      this.addWatchFile(content)
      return `export default ${JSON.stringify(parse(await readFile(content, 'utf8')))}`
    },
  }
}

export default defineConfig({
  plugins: [react(), tiering()],
  // Browsers that know light-dark(): the tones of both colour schemes are written with it.
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: false,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4200' } },
})
