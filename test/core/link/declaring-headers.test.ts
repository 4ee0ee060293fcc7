import assert from 'node:assert/strict';

import { atOnce } from '../../../extension/ground/sliced';
import { findingHeaders } from '../../../extension/link/declaring-headers';
import { readModels, type ModelFile, type ModelLibrary } from '../../../extension/link/models';

const header = (path: string, text: string): [string, ModelFile] => [
  path,
  { path: `models/include/${path}`, text, standsFor: null },
];

const library = (...headers: [string, ModelFile][]): ModelLibrary => ({ ...readModels(), headers: new Map(headers) });

const headersOf = (text: string, models: ModelLibrary): string[] => atOnce(findingHeaders(text, models));

describe('the headers that a torn piece of a file needs', () => {
  const models = library(
    header('linux/bell.h', 'struct bell { int rings; };\nvoid bell_ring(struct bell *bell);\n#define BELL_MAX 4\n'),
    header('linux/horn.h', 'struct bell;\nstruct horn { struct bell *bell; };\n'),
    header('linux/again.h', 'struct horn { int x; };\n'),
    header('kapi/drum.h', 'struct drum { int x; };\n'),
  );

  it('are those that declare a type, a function or a macro that it names', () => {
    assert.deepEqual(headersOf('void f(struct bell *bell) { }', models), ['linux/bell.h']);
    assert.deepEqual(headersOf('bell_ring(NULL);', models), ['linux/bell.h']);
    assert.deepEqual(headersOf('if (n > BELL_MAX)', models), ['linux/bell.h']);
  });

  it('are none where several say so, for our own words, and for what stands in comments', () => {
    assert.deepEqual(headersOf('struct horn horn;', models), []);
    assert.deepEqual(headersOf('struct drum drum;', models), []);
    assert.deepEqual(headersOf('/* struct bell */', models), []);
  });
});
