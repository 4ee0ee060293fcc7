/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PRINTK_H
#define _LINUX_PRINTK_H

#include <linux/types.h>

#define KERN_EMERG ""
#define KERN_ERR ""
#define KERN_WARNING ""
#define KERN_INFO ""
#define KERN_DEBUG ""
#define KERN_CONT ""

int printk(const char *format, ...);

#ifndef pr_fmt
#define pr_fmt(format) format
#endif
#define pr_emerg(format, ...) printk(pr_fmt(format), ##__VA_ARGS__)
#define pr_err(format, ...) printk(pr_fmt(format), ##__VA_ARGS__)
#define pr_warn(format, ...) printk(pr_fmt(format), ##__VA_ARGS__)
#define pr_notice(format, ...) printk(pr_fmt(format), ##__VA_ARGS__)
#define pr_info(format, ...) printk(pr_fmt(format), ##__VA_ARGS__)
#define pr_cont(format, ...) printk(format, ##__VA_ARGS__)
#define pr_err_ratelimited pr_err
#define pr_warn_once pr_warn
#define pr_warn_ratelimited pr_warn
#define pr_debug_ratelimited pr_debug
/* Compiled out without DEBUG, as in the kernel. */
#define pr_debug(format, ...) ((void)0)
#define pr_devel(format, ...) ((void)0)

#endif
