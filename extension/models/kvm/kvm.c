/* SPDX-License-Identifier: MIT */
/*
 * Second-stage tables and their invalidation (virt/kvm/kvm_main.c, arch/x86/kvm/mmu/mmu.c). Kept: the invalidate sequence,
 * and that removing an entry is visible to the guest at once. Left out: large pages, shadow paging, dirty logging,
 * private memory. Guest page frames below TRANSLATION_ENTRIES are modelled.
 */
#include "kvm_mm.h"

void kvm_init(struct kvm *kvm)
{
	KVM_MMU_LOCK_INIT(kvm);
	kvm->spt.space = "phys";
}

void kvm_mmu_invalidate_begin(struct kvm *kvm)
{
	lockdep_assert_held_write(&kvm->mmu_lock);
	kvm->mmu_invalidate_in_progress++;
}

void kvm_mmu_invalidate_end(struct kvm *kvm)
{
	lockdep_assert_held_write(&kvm->mmu_lock);
	WRITE_ONCE(kvm->mmu_invalidate_seq, kvm->mmu_invalidate_seq + 1);
	kvm->mmu_invalidate_in_progress--;
	KVM_BUG_ON(kvm->mmu_invalidate_in_progress < 0, kvm);
}

int mmu_invalidate_retry(struct kvm *kvm, unsigned long mmu_seq)
{
	lockdep_assert_held(&kvm->mmu_lock);
	return kvm->mmu_invalidate_in_progress || kvm->mmu_invalidate_seq != mmu_seq;
}

bool kvm_mmu_unmap_gfn_range(struct kvm *kvm, struct kvm_gfn_range *range)
{
	bool flush = false;
	gfn_t gfn;

	lockdep_assert_held_write(&kvm->mmu_lock);
	for (gfn = range->start; gfn < range->end; gfn++)
		flush |= translation_clear(&kvm->spt, gfn);
	return flush;
}

void kvm_flush_remote_tlbs(struct kvm *kvm)
{
}

void kvm_set_spte(struct kvm *kvm, gfn_t gfn, kvm_pfn_t pfn)
{
	lockdep_assert_held(&kvm->mmu_lock);
	translation_set(&kvm->spt, gfn, pfn);
}

bool kvm_guest_access(struct kvm *kvm, gfn_t gfn, bool write)
{
	return translation_access(&kvm->spt, gfn, write);
}
