/* SPDX-License-Identifier: MIT */
/*
 * The running task. Stands in for arch/x86/include/asm/current.h: a task here is the actor that runs, and its pointer is a
 * token to wake it by, with nothing behind it.
 */
#ifndef _ASM_X86_CURRENT_H
#define _ASM_X86_CURRENT_H

#include <kapi/machine.h>

struct task_struct;

static inline struct task_struct *get_current(void)
{
	return (struct task_struct *)(unsigned long)(__kapi_actor() + 1);
}

#define current get_current()

#endif
