// How the app, and the script of the server's own pages, are built: plain files that any server can
// serve under a strict policy.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: pathOf('.'),
  base: '/.app/',
  build: {
    outDir: pathOf('../../dist/app'),
    emptyOutDir: true,
    sourcemap: false,
    // The content security policy allows no data: URLs and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    rollupOptions: {
      input: { index: pathOf('index.html'), 'sign-in': pathOf('../sign-in/main.ts') },
      output: {
        // Pages of the server name the script, so its name stays.
        entryFileNames: ({ name }) =>
          name === 'sign-in' ? 'sign-in.js' : 'assets/[name]-[hash].js',
      },
    },
  },
})
