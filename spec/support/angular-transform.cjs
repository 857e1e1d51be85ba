// Angular's packages are ES modules only, and jest requires CommonJS.
const { transformSync } = require('esbuild');

module.exports = {
  process: (text, path) => ({ code: transformSync(text, { format: 'cjs', target: 'es2022', sourcefile: path }).code }),
};
