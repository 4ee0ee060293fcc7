#!/usr/bin/env node
/**
 * `npm test`: everything that CI checks, in order of how soon it can fail. Goes on after a failure, sums up at the end,
 * and closes with one line `N passed, N failed`. Arguments choose checks by name, `npm test -- lint core`.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPrograms } from './debian.mjs';
import { checkNode, ensureDependencies, ensureVsix, root, toolEnvironment } from './project.mjs';

/** What tests compare us with, where a checkout stands beside it. */
const shared = join(root, '..', 'shared');

/**
 * `count` reads the number of passed and failed checks from a tool's output; a tool without one is a single check.
 * @type {readonly {name: string, script: string, count?: (output: string) => Count, unless?: () => string | null}[]}
 * @typedef {{passed: number, failed: number}} Count
 */
const CHECKS = [
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'format:check' },
  { name: 'types', script: 'types' },
  { name: 'house', script: 'test:house', count: mochaCount },
  { name: 'grammar', script: 'test:grammar', count: grammarCount },
  { name: 'core', script: 'test:core', count: mochaCount },
  { name: 'kernel', script: 'test:kernel', count: mochaCount },
  { name: 'webview', script: 'test:webview', count: mochaCount },
  {
    name: 'conformance',
    script: 'test:conformance',
    count: mochaCount,
    unless: () => (existsSync(shared) ? null : 'there is no ../shared to compare with'),
  },
  { name: 'vscode', script: 'test:vscode', count: mochaCount },
  { name: 'person', script: 'test:person', count: mochaCount },
];

function mochaCount(output) {
  const sum = (word) =>
    [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, 'gm'))].reduce((n, [, m]) => n + Number(m), 0);
  return { passed: sum('passing'), failed: sum('failing') };
}

function grammarCount(output) {
  const marks = (mark) => output.split('\n').filter((line) => line.startsWith(mark)).length;
  return { passed: marks('✓'), failed: marks('✖') };
}

/** Runs one of package.json's scripts, shows what it prints, and keeps it. */
function run(script) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '-s', script], {
      cwd: root,
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const relay = (from, to) =>
      from.setEncoding('utf8').on('data', (text) => {
        output += text;
        to.write(text);
      });
    relay(child.stdout, process.stdout);
    relay(child.stderr, process.stderr);
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

async function check({ script, count, unless }) {
  const reason = unless?.() ?? null;
  if (reason !== null) return { passed: 0, failed: 0, note: `skipped: ${reason}` };
  const { status, output } = await run(script);
  const counted = count?.(output) ?? { passed: status === 0 ? 1 : 0, failed: 0 };
  // A tool that ends badly without naming a failed check failed as a whole; one that ran nothing proves nothing.
  const broken = counted.failed === 0 && (status !== 0 || counted.passed === 0);
  return { ...counted, failed: counted.failed + (broken ? 1 : 0), note: broken ? `ended with ${status}` : '' };
}

async function main() {
  checkNode();
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !CHECKS.some((known) => known.name === name));
  if (unknown !== undefined)
    throw new Error(`no check is called ${unknown}; there are ${CHECKS.map((c) => c.name).join(', ')}`);
  await ensureSystemPrograms();
  await ensureDependencies();
  await ensureVsix();
  const results = [];
  for (const one of CHECKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    console.log(`\n== ${one.name}`);
    const started = Date.now();
    results.push({ name: one.name, ...(await check(one)), seconds: (Date.now() - started) / 1000 });
  }
  console.log('');
  for (const { name, passed, failed, seconds, note } of results) {
    console.log(
      `${name.padEnd(12)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${seconds.toFixed(0).padStart(4)} s  ${note}`,
    );
  }
  const sum = (what) => results.reduce((n, result) => n + result[what], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  console.error(`npm test: ${error instanceof Error ? error.message : error}`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
