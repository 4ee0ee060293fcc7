/* SPDX-License-Identifier: MIT */
/* stands-for: arch/x86/kvm/mmu/mmu.c */
/*
 * A guest touches a page that its second-stage table doesn't have (Documentation/virt/kvm/locking.rst). Kept: the invalidate
 * sequence is taken before the frame is looked up, and under mmu_lock the fault starts again where an invalidation has run
 * since; a look-up that fails goes to user space. Left out: shadow paging, large pages, memory of processes, emulation.
 */
#include <linux/kvm_host.h>

/* Private memory that is a file's: left out, so nothing defines it. */
int kvm_gmem_get_pfn(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, kvm_pfn_t *pfn, struct page **page,
		     int *max_order);

static u8 kvm_max_level_for_order(int order)
{
	return order >= 9 ? 2 : 1;
}

static void kvm_mmu_prepare_memory_fault_exit(struct kvm_vcpu *vcpu, struct kvm_page_fault *fault)
{
	vcpu->memory_fault = fault->gfn;
}

static int kvm_mmu_faultin_pfn_private(struct kvm_vcpu *vcpu,
				       struct kvm_page_fault *fault)
{
	int max_order, r;

	if (!kvm_slot_can_be_private(fault->slot)) {
		kvm_mmu_prepare_memory_fault_exit(vcpu, fault);
		return -EFAULT;
	}
	r = kvm_gmem_get_pfn(vcpu->kvm, fault->slot, fault->gfn, &fault->pfn,
			     &fault->refcounted_page, &max_order);
	if (r) {
		kvm_mmu_prepare_memory_fault_exit(vcpu, fault);
		return r;
	}
	fault->max_level = min(kvm_max_level_for_order(max_order), fault->max_level);
	return RET_PF_CONTINUE;
}

static int __kvm_mmu_faultin_pfn(struct kvm_vcpu *vcpu,
				 struct kvm_page_fault *fault)
{
	if (fault->is_private)
		return kvm_mmu_faultin_pfn_private(vcpu, fault);
	/* Memory of a process is left out. */
	return -EFAULT;
}

/**
 * kvm_tdp_page_fault - answers one fault of the guest
 * Return: RET_PF_FIXED when the entry is there, an error for user space.
 */
int kvm_tdp_page_fault(struct kvm_vcpu *vcpu, struct kvm_page_fault *fault)
{
	struct kvm *kvm = vcpu->kvm;
	bool stale;
	int r;

	fault->max_level = 1;
	do {
		fault->mmu_seq = READ_ONCE(kvm->mmu_invalidate_seq);
		r = __kvm_mmu_faultin_pfn(vcpu, fault);
		if (r != RET_PF_CONTINUE)
			return r;
		write_lock(&kvm->mmu_lock);
		stale = mmu_invalidate_retry(kvm, fault->mmu_seq);
		if (!stale)
			kvm_set_spte(kvm, fault->gfn, fault->pfn);
		write_unlock(&kvm->mmu_lock);
	} while (stale);
	return RET_PF_FIXED;
}
