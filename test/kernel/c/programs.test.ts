import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCompiler } from '../compiler';
import { readPrograms, runProgram, type ProgramFile } from './program';

const lines = (text: string): string[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.trimEnd());

describe('C programs on the machine', () => {
  for (const program of readPrograms()) {
    it(program.name, function () {
      this.timeout(20_000);
      const { output, outcome } = runProgram(program.name, program.text);
      assert.deepEqual({ ...described(outcome), output: output === '' ? [] : lines(output) }, expected(program));
    });
  }
});

function described(outcome: ReturnType<typeof runProgram>['outcome']): object {
  switch (outcome.kind) {
    case 'exit':
      return { status: outcome.status };
    case 'violation':
      return { rule: outcome.rule };
    case 'opaque':
      return { opaque: outcome.reason };
    case 'limit':
      return { limit: outcome.message };
  }
}

function expected(program: ProgramFile): object {
  const { output } = program;
  if (program.rule !== null) return { rule: program.rule, output };
  if (program.opaque !== null) return { opaque: program.opaque, output };
  return { status: program.status, output };
}

describe('C programs compiled by gcc', () => {
  let directory = '';
  before(function () {
    if (!hasCompiler()) this.skip();
    directory = mkdtempSync(join(tmpdir(), 'programs-'));
  });
  after(() => {
    if (directory !== '') rmSync(directory, { recursive: true });
  });
  // What breaks a rule of the machine, or cannot be executed by it, has no meaning that gcc could confirm.
  for (const program of readPrograms().filter(({ rule, opaque }) => rule === null && opaque === null)) {
    it(program.name, function () {
      this.timeout(60_000);
      const binary = join(directory, 'program');
      const flags = ['-std=gnu17', '-w', '-O0', '-fno-strict-aliasing', '-fwrapv'];
      const built = spawnSync('gcc', [...flags, '-o', binary, program.path], { encoding: 'utf8' });
      assert.equal(built.status, 0, built.stderr);
      const run = spawnSync(binary, [], { encoding: 'utf8', timeout: 20_000 });
      const output = run.stdout === '' ? [] : lines(run.stdout);
      assert.deepEqual({ status: run.status, output }, { status: program.status, output: program.output });
    });
  }
});
