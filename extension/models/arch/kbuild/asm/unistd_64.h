/* SPDX-License-Identifier: MIT */
/* What kbuild makes of arch/x86/entry/syscalls/syscall_64.tbl, as far as headers ask: how many there are. */
#define __NR_syscalls 463
