/* SPDX-License-Identifier: MIT */
/*
 * What the machine gives to C: the primitives on which the models stand. The front end turns a call of an undefined
 * function whose name is in `primitiveNames` (extension/kernel/machine/primitives/) into a primitive; everything here,
 * and the kernel names listed below, are such names. A definition in C always wins over a primitive of the same name.
 *
 * Kernel names that are primitives (declare them with the kernel's prototypes, do not define them):
 *
 *   mutex    __mutex_init mutex_init_generic mutex_lock mutex_lock_nested mutex_lock_interruptible
 *            mutex_lock_interruptible_nested mutex_lock_killable mutex_lock_killable_nested mutex_trylock mutex_unlock
 *            mutex_is_locked mutex_destroy
 *   ww_mutex ww_mutex_lock ww_mutex_lock_interruptible ww_mutex_trylock(ww, ctx) ww_mutex_unlock ww_acquire_fini
 *            ww_acquire_done   (ww_mutex_init, ww_acquire_init, *_slow: C over these, see the layouts)
 *   spin     spin_lock spin_trylock spin_unlock spin_lock_irq spin_unlock_irq spin_lock_bh spin_unlock_bh
 *            spin_unlock_irqrestore spin_is_locked _raw_spin_lock and its family; __kapi_spin_lock_irqsave below
 *   rwlock   read_lock read_unlock write_lock write_unlock read_trylock write_trylock
 *   rwsem    __init_rwsem down_read down_read_interruptible down_read_killable down_read_trylock up_read down_write
 *            down_write_nested down_write_killable down_write_trylock up_write downgrade_write rwsem_is_locked
 *   RCU      rcu_read_lock rcu_read_unlock synchronize_rcu
 *   context  preempt_disable preempt_enable local_irq_disable local_irq_enable local_bh_disable local_bh_enable
 *            might_sleep __might_sleep(file, line) __might_resched(file, line, offsets) in_atomic irqs_disabled
 *            in_interrupt cond_resched
 *   sleep    schedule schedule_timeout prepare_to_wait finish_wait __wake_up(wq, mode, nr, key)
 *            init_completion reinit_completion complete complete_all wait_for_completion
 *            wait_for_completion_interruptible wait_for_completion_killable wait_for_completion_timeout
 *            try_wait_for_completion completion_done
 *   memory   kfree memset memcpy memmove memcmp memchr strlen strnlen strcmp strncmp strcpy strncpy strscpy strcat
 *            strchr strrchr strstr
 *   text     printk _printk printf puts putchar sprintf snprintf scnprintf
 *
 * Where the state of a lock lives, in the lock's own bytes, so that the kernel's real structs work as they are
 * (without CONFIG_DEBUG_LOCK_ALLOC and CONFIG_PREEMPT_RT). All-zero bytes are an unlocked lock of every kind.
 *
 *   struct mutex         32 bytes; u32 at 0: owner (actor number + 1); u32 at 4: class
 *   struct ww_mutex      struct mutex base at 0; struct ww_acquire_ctx *ctx at 32
 *   struct ww_acquire_ctx  u64 task at 0; unsigned long stamp at 8; u32 acquired at 16; u16 wounded at 20;
 *                        u16 is_wait_die at 22. ww_acquire_init() in C: zero it, is_wait_die, and
 *                        stamp = __kapi_fetch_add(&class->stamp, 1, 8) + 1 (never 0)
 *   spinlock_t           u32 at 0: owner (actor number + 1); u32 at 4: class, as below
 *   rwlock_t             u32 at 0: readers; u32 at 4: writer (actor number + 1); u32 at 8: class
 *   struct rw_semaphore  at least 16 bytes; u32 at 0: readers; u32 at 4: class; u32 at 8: writer (actor number + 1)
 *   struct completion    u32 done at 0
 *   wait_queue_head_t    any non-empty struct: its address names the queue
 */
#ifndef KAPI_MACHINE_H
#define KAPI_MACHINE_H

/* A thread of control of a flow. */
#define __actor __attribute__((annotate("actor")))
/* The same, running in interrupt or softirq context: it may not sleep. */
#define __irq_actor __attribute__((annotate("actor"), annotate("irq")))
#define __softirq_actor __attribute__((annotate("actor"), annotate("softirq")))

/* ---- Who runs, and what is held ---- */

/* Number of the running actor; 0 is setup() and finally(). */
unsigned int __kapi_actor(void);
/* Nonzero while the running actor holds the lock at this address: 1 exclusively (or for writing), 2 for reading. */
int __kapi_lock_held(const void *lock);
/* Nesting of RCU read sections of the running actor. */
int __kapi_rcu_depth(void);
/* Nonzero in atomic context: spinlock held, preemption or interrupts off, RCU read section, interrupt. */
int __kapi_in_atomic(void);
/* Takes a spinlock with interrupts off; the value is for spin_unlock_irqrestore(). */
unsigned long __kapi_spin_lock_irqsave(void *lock);
/* Tells lockdep of an order that some code has: with the first map acquired the second one may be. */
void __kapi_lock_order(const void *first, const void *second);
unsigned long __kapi_irq_save(void);
void __kapi_irq_restore(unsigned long flags);

/*
 * Starts a further actor that calls function(argument): work item, kthread, timer, RCU callback. context: 0 process,
 * 1 softirq, 2 hardirq. Returns its number; a run has room for 8 at a time, a number is used again after the end.
 */
int __kapi_spawn(const char *name, void (*function)(void *), void *argument, int context);
/* Sleeps until that actor has ended; the second spins, and is allowed in atomic context. */
void __kapi_join(int actor);
void __kapi_spin_join(int actor);

/* ---- Waiting ---- */

/* Sleeps until the 1, 2, 4 or 8 bytes at `address` are (not) equal to `value`. */
void __kapi_wait_equal(const void *address, unsigned int bytes, unsigned long long value);
void __kapi_wait_not_equal(const void *address, unsigned int bytes, unsigned long long value);
/* The same by spinning: allowed in atomic context. */
void __kapi_spin_until_equal(const void *address, unsigned int bytes, unsigned long long value);
/* TASK_RUNNING is 0, TASK_INTERRUPTIBLE 1, TASK_UNINTERRUPTIBLE 2. schedule() sleeps unless it is 0. */
void __kapi_set_current_state(unsigned int state);
unsigned int __kapi_get_current_state(void);
/* Makes the actor with this number runnable. */
void __kapi_wake_actor(unsigned int actor);

/* ---- Memory ---- */

/*
 * flags: bit 0 zeroed, bit 1 must not sleep, bit 2 may reclaim, which then comes after the locks held as the lockdep map `reclaim` does.
 * Never NULL: ask __kapi_fault() first. Freed with kfree().
 */
void *__kapi_alloc(unsigned long size, unsigned int flags, const void *reclaim);
/* Size as allocated. */
unsigned long __kapi_object_size(const void *object);
/* Whether `bytes` bytes at this address may be accessed; never a violation. */
_Bool __kapi_valid(const void *address, unsigned long bytes);
/* Every heap object that neither a global nor a live object reaches any more is a `memory-leak`. For finally(). */
void __kapi_check_leaks(void);

/* ---- Atomic operations on 1, 2, 4 or 8 bytes; all return the value before ---- */

unsigned long long __kapi_atomic_read(const void *address, unsigned int bytes);
void __kapi_atomic_set(void *address, unsigned long long value, unsigned int bytes);
unsigned long long __kapi_fetch_add(void *address, unsigned long long value, unsigned int bytes);
unsigned long long __kapi_fetch_and(void *address, unsigned long long value, unsigned int bytes);
unsigned long long __kapi_fetch_or(void *address, unsigned long long value, unsigned int bytes);
unsigned long long __kapi_fetch_xor(void *address, unsigned long long value, unsigned int bytes);
unsigned long long __kapi_xchg(void *address, unsigned long long value, unsigned int bytes);
unsigned long long __kapi_cmpxchg(void *address, unsigned long long expected, unsigned long long value,
				  unsigned int bytes);
/* Adds unless the value is `unless`. */
unsigned long long __kapi_fetch_add_unless(void *address, unsigned long long value, unsigned long long unless,
					   unsigned int bytes);

/* ---- Choice that is not scheduling ---- */

/* Any number from 0 to n - 1; the search tries each. `what` names it in the trace. 0 should be the ordinary outcome. */
unsigned int __kapi_choose(unsigned int n, const char *what);
/*
 * Whether this call of `what` has to fail: with `may-fail: what` in the flow's header both answers are tried, with
 * `fail: what 3` the third call of the run fails, without either none does. The same names work for primitives:
 * mutex_lock_interruptible and its like then return -EINTR, ww_mutex_lock with a context -EDEADLK.
 */
_Bool __kapi_fault(const char *what);

/* ---- Saying what is wrong ---- */

/* A rule stated in C: `rule` is its stable id, `message` a sentence. */
void __kapi_rule(_Bool ok, const char *rule, const char *message);
/* WARN (rule `warning`) and BUG (rule `bug`); `what` is the condition. */
void __kapi_warn(const char *what);
void __kapi_bug(const char *what) __attribute__((noreturn));
/*
 * Adds n to a total that is shown with the run ("callbacks", "bytes of metadata"): what a way of doing things costs. It is
 * no part of the state, so nothing can depend on it, and what is shown is that of the run shown.
 */
void __kapi_count(const char *what, unsigned long long n);
/* A sentence beside the step that it happens in; changes nothing. Formats as printk. */
void __kapi_note(const char *format, ...);

/* For setup(): report data races too, as KCSAN does (plain accesses that conflict with nothing to order them). */
void __kapi_check_data_races(void);

/* ---- Addresses that are not pointers ---- */

/*
 * Makes a range of addresses in a space ("phys", "dma:nic0", "iova:domain1", "gpa", ...) and returns its first one: a 64-bit
 * number (page aligned, below 2^52) whose upper bits name the range and its generation. Arithmetic inside the range and
 * >> PAGE_SHIFT with << PAGE_SHIFT keep them. At most 64 ranges an actor, 64 GiB each.
 */
unsigned long long __kapi_range(const char *space, unsigned long long size);
/* What the range stands for is freed, moved or reset: every address handed out so far is stale. */
void __kapi_renew(unsigned long long address);
/* The same place of the range in its present generation. */
unsigned long long __kapi_renewed(unsigned long long address);
/* Whether the address is tagged and of its range's present generation; never a violation. */
_Bool __kapi_is_fresh(unsigned long long address);
/* Whether the address belongs to a range of that space, stale or not; never a violation. */
_Bool __kapi_in_space(unsigned long long address, const char *space);
/* Bytes between the start of its range and the address; the range's size. */
unsigned long long __kapi_range_offset(unsigned long long address);
unsigned long long __kapi_range_size(unsigned long long address);
/*
 * Hardware, a guest or a CPU page table uses the address. Broken rules: `untagged-address` (a plain number),
 * `wrong-space`, `out-of-range`, `stale-access`.
 */
void __kapi_access(unsigned long long address, unsigned long bytes, _Bool write, const char *space);

#endif
