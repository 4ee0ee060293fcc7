/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PREEMPT_H
#define _LINUX_PREEMPT_H

#include <kapi/machine.h>
#include <linux/types.h>

void preempt_disable(void);
void preempt_enable(void);
void local_irq_disable(void);
void local_irq_enable(void);
void local_bh_disable(void);
void local_bh_enable(void);
int in_atomic(void);
int irqs_disabled(void);
int in_interrupt(void);

#endif
