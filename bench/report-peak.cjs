// Loaded before the program that is measured: writes its largest resident set, in kilobytes, when it ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  if (process.env.KAPI_REPLAY_PEAK) writeFileSync(process.env.KAPI_REPLAY_PEAK, String(process.resourceUsage().maxRSS));
});
