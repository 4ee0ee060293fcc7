/* SPDX-License-Identifier: MIT */
/* stands-for: virt/kvm/kvm_mm.h */
#ifndef __KVM_MM_H__
#define __KVM_MM_H__ 1

#include <linux/kvm_host.h>

/* A reader/writer lock, of which invalidation takes the writing side (KVM_HAVE_MMU_RWLOCK, as on x86). */
#define KVM_MMU_LOCK_INIT(kvm) rwlock_init(&(kvm)->mmu_lock)
#define KVM_MMU_LOCK(kvm) write_lock(&(kvm)->mmu_lock)
#define KVM_MMU_UNLOCK(kvm) write_unlock(&(kvm)->mmu_lock)

#endif
