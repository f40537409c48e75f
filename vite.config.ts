import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The pages, the background and the worker in one ES module pass; `scripts/build.ts` adds the content script. */
export default defineConfig({
  root: at('extension'),
  base: './',
  publicDir: false,
  worker: {
    format: 'es',
    rollupOptions: {
      output: {
        // Two workers of the same name would overwrite each other.
        entryFileNames: ({ name }) => (name === 'worker' ? 'engine/worker.js' : `desk/${name}.js`),
        // Each worker brings chunks of its own, bound to its own entry: by one name they would overwrite each other.
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
  build: {
    target: ['chrome148', 'firefox140'],
    modulePreload: false,
    minify: false,
    emptyOutDir: true,
    outDir: at('dist/chrome'),
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        background: at('extension/background/main.ts'),
        'background-page': at('extension/background/background.html'),
        desk: at('extension/desk/desk.html'),
        engine: at('extension/engine/engine.html'),
        popup: at('extension/popup/popup.html'),
        report: at('extension/desk/report/report.html'),
        verify: at('extension/desk/verify/verify.html'),
        welcome: at('extension/desk/welcome.html'),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
});
