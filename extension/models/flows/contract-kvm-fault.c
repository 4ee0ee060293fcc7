/**
 * flow: contract-kvm-fault
 * title: A guest touches private memory where its slot has none
 * rows: M14
 * expect: pass
 *
 * The contract of kvm/mmu.c (arch/x86/kvm/mmu/mmu.c, kvm_mmu_faultin_pfn_private(); Documentation/virt/kvm/api.rst, KVM_EXIT_MEMORY_FAULT): a
 * private access that can't be answered goes to user space with the address, and fills no entry.
 */
#include <kapi/kernel.h>
#include <linux/kvm_host.h>

__actor void guest(void)
{
	struct kvm kvm = { 0 };
	struct kvm_vcpu vcpu = { .kvm = &kvm };
	struct kvm_memory_slot slot = { .npages = 4 };
	struct kvm_page_fault fault = { .gfn = 3, .is_private = true, .slot = &slot };

	kvm_init(&kvm);
	BUG_ON(kvm_tdp_page_fault(&vcpu, &fault) != -EFAULT || vcpu.memory_fault != 3);
	BUG_ON(kvm_guest_access(&kvm, 3, true));
}
