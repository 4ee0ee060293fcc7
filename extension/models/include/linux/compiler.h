/* SPDX-License-Identifier: MIT */
/*
 * Words that the kernel puts before and after declarations, and the marked accesses. Stands in for
 * include/linux/compiler.h and compiler_types.h. What only an optimiser reads vanishes here.
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

/* As sparse reads them: what stands behind such a pointer is not the kernel's to access directly. */
#define __user __attribute__((noderef, address_space(__user)))
#define __kernel __attribute__((address_space(0)))
#define __iomem __attribute__((noderef, address_space(__iomem)))
#define __rcu __attribute__((noderef, address_space(__rcu)))
#define __percpu __attribute__((noderef, address_space(__percpu)))
#define __force __attribute__((force))
#define __nocast
#define __safe
#define __private

/* Held before, held after: the machine asks the lock when the function begins and wherever it ends. */
#define __acquires(x) __attribute__((context(x, 0, 1)))
#define __releases(x) __attribute__((context(x, 1, 0)))
#define __must_hold(x) __attribute__((context(x, 1, 1)))
#define __cond_acquires(x)
#define __acquire(x) ((void)0)
#define __release(x) ((void)0)

#define __must_check
#define __always_unused
#define __maybe_unused
#define __used
#define __cold
#define __hot
#define __pure
#define __malloc
#define __deprecated
#define __weak
#define __visible
#define __read_mostly
#define __ro_after_init
#define __cacheline_aligned
#define __cacheline_aligned_in_smp
#define ____cacheline_aligned
#define ____cacheline_aligned_in_smp
#define __randomize_layout
#define __no_kcsan
#define __noreturn
#define __always_inline inline
#define noinline
#define noinline_for_stack
#define notrace
#define asmlinkage
#define fallthrough ((void)0)
#define __counted_by(member)
#define __alloc_size(...)
#define __printf(a, b)
#define __scanf(a, b)
#define __aligned(x)
#define __packed __attribute__((packed))
#define __section(name) __attribute__((section(name)))

#define likely(x) (x)
#define unlikely(x) (x)
#define barrier() ((void)0)
#define unreachable() ((void)0)

/*
 * A volatile access is how KCSAN knows a marked one (Documentation/dev-tools/kcsan.rst), and how the machine does.
 */
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, value) (*(volatile typeof(x) *)&(x) = (value))
#define data_race(expr) __builtin_kapi_data_race(expr)

/* Nobody else writes, or touches, the variable meanwhile (include/linux/kcsan-checks.h). */
void __kapi_assert_exclusive(const volatile void *address, unsigned int bytes, _Bool access);
#define ASSERT_EXCLUSIVE_WRITER(var) __kapi_assert_exclusive(&(var), sizeof(var), 0)
#define ASSERT_EXCLUSIVE_ACCESS(var) __kapi_assert_exclusive(&(var), sizeof(var), 1)

#define __same_type(a, b) __builtin_types_compatible_p(typeof(a), typeof(b))

#ifndef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif
#define sizeof_field(type, member) sizeof((((type *)0)->member))
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))

#define __UNIQUE_PASTE2(a, b) a##b
#define __UNIQUE_PASTE(a, b) __UNIQUE_PASTE2(a, b)
#define __UNIQUE_ID(prefix) __UNIQUE_PASTE(__unique_##prefix, __COUNTER__)

#endif
