/* SPDX-License-Identifier: MIT */
/* stands-for: include/linux/kvm_host.h */
/*
 * A virtual machine: memory slots, and a second-stage table that is filled on guest faults. The sequence protocol is
 * that of Documentation/virt/kvm/locking.rst: who fills an entry takes the sequence first, looks the frame up, and
 * under mmu_lock starts again if an invalidation ran in between.
 */
#ifndef __KVM_HOST_H
#define __KVM_HOST_H

#include <kapi/translation.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/kvm_types.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <uapi/linux/kvm.h>

struct kvm {
	rwlock_t mmu_lock;
	unsigned long mmu_invalidate_seq;
	long mmu_invalidate_in_progress;
	struct translation spt;
};

struct kvm_memory_slot {
	gfn_t base_gfn;
	unsigned long npages;
	u32 flags;
	short id;
};

struct kvm_vcpu {
	struct kvm *kvm;
	/* What a fault told user space last. */
	gfn_t memory_fault;
};

enum {
	RET_PF_CONTINUE = 0,
	RET_PF_RETRY,
	RET_PF_FIXED,
};

/* One fault of the guest (arch/x86/kvm/mmu/mmu_internal.h). */
struct kvm_page_fault {
	gfn_t gfn;
	bool is_private;
	struct kvm_memory_slot *slot;
	unsigned long mmu_seq;
	kvm_pfn_t pfn;
	struct page *refcounted_page;
	bool map_writable;
	u8 max_level;
};

enum kvm_gfn_range_filter {
	KVM_FILTER_SHARED = BIT(0),
	KVM_FILTER_PRIVATE = BIT(1),
};

struct kvm_gfn_range {
	struct kvm_memory_slot *slot;
	gfn_t start;
	gfn_t end;
	enum kvm_gfn_range_filter attr_filter;
	bool may_block;
};

static inline bool kvm_slot_can_be_private(const struct kvm_memory_slot *slot)
{
	return slot && (slot->flags & KVM_MEM_GUEST_MEMFD);
}

#define KVM_BUG_ON(condition, kvm) WARN_ON(condition)

/* virt/kvm/kvm_main.c; mmu_lock is held for all of these. */
void kvm_mmu_invalidate_begin(struct kvm *kvm);
void kvm_mmu_invalidate_end(struct kvm *kvm);
bool kvm_mmu_unmap_gfn_range(struct kvm *kvm, struct kvm_gfn_range *range);
int mmu_invalidate_retry(struct kvm *kvm, unsigned long mmu_seq);
void kvm_flush_remote_tlbs(struct kvm *kvm);

/* arch/x86/kvm/mmu/mmu.c */
int kvm_tdp_page_fault(struct kvm_vcpu *vcpu, struct kvm_page_fault *fault);

/* For flows: a virtual machine, an entry of its table (mmu_lock held), and a guest that touches a page. */
void kvm_init(struct kvm *kvm);
void kvm_set_spte(struct kvm *kvm, gfn_t gfn, kvm_pfn_t pfn);
bool kvm_guest_access(struct kvm *kvm, gfn_t gfn, bool write);

#endif
