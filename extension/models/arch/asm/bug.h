/* SPDX-License-Identifier: MIT */
/*
 * The machine as an architecture of the kernel. Where a tree's own headers are read, this stands before its
 * arch/x86/include/asm/bug.h, which traps in assembly; the rest of WARN() and BUG() is the tree's asm-generic/bug.h.
 */
#ifndef _ASM_KAPI_BUG_H
#define _ASM_KAPI_BUG_H

void __kapi_warn(const char *what);
void __kapi_bug(const char *what) __attribute__((noreturn));

#define HAVE_ARCH_BUG
#define BUG() __kapi_bug("BUG()")
#define __WARN_FLAGS(flags) __kapi_warn("WARN()")

#include <asm-generic/bug.h>

#endif
