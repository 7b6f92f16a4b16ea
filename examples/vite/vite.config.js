import { defineConfig, version } from 'vite';

// What the build knows and the page tells: it is put into the script as a constant.
const built = { at: new Date().toISOString(), node: process.versions.node, vite: version };

export default defineConfig({
  define: { __BUILT__: JSON.stringify(built) },
  // The ship stays a file of its own, with its content's hash in the name, however small it is.
  build: { assetsInlineLimit: 0 },
});
