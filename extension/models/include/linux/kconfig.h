/* SPDX-License-Identifier: MIT */
/*
 * Asking for a configuration symbol inside an expression or an #if. Stands in for include/linux/kconfig.h: a symbol
 * that is defined as 1 pastes to a pair, so that the second argument is 1; any other leaves 0 there.
 */
#ifndef _LINUX_KCONFIG_H
#define _LINUX_KCONFIG_H

#define __kconfig_pair_1 0,
#define __kconfig_second(ignored, value, ...) value
#define __kconfig_defined3(pair_or_junk) __kconfig_second(pair_or_junk 1, 0)
#define __kconfig_defined2(value) __kconfig_defined3(__kconfig_pair_##value)
#define __kconfig_defined(symbol) __kconfig_defined2(symbol)

#define IS_BUILTIN(option) __kconfig_defined(option)
#define IS_MODULE(option) __kconfig_defined(option##_MODULE)
#define IS_ENABLED(option) (__kconfig_defined(option) || __kconfig_defined(option##_MODULE))
#define IS_REACHABLE(option) IS_ENABLED(option)

#endif
