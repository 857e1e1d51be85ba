/**
 * Loads koffi. This file is CommonJS, also beside ES modules, because only `require` loads a package both when it is called, so
 * that importing this library needs no koffi, and synchronously, so that subscribing can report the failure.
 *
 * The result is `unknown`, so that no type of koffi gets into our declarations; `ffi.ts` says what we use of it.
 */
function loadKoffi(): unknown {
  return require('koffi');
}

export = loadKoffi;
