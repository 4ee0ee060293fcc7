/* SPDX-License-Identifier: MIT */
/* Stands in for include/uapi/linux/kvm.h: memory slots. */
#ifndef __LINUX_KVM_H
#define __LINUX_KVM_H

#include <linux/types.h>

struct kvm_userspace_memory_region2 {
	__u32 slot;
	__u32 flags;
	__u64 guest_phys_addr;
	__u64 memory_size;
	__u64 userspace_addr;
	__u64 guest_memfd_offset;
	__u32 guest_memfd;
	__u32 pad1;
	__u64 pad2[14];
};

#define KVM_MEM_LOG_DIRTY_PAGES (1UL << 0)
#define KVM_MEM_READONLY (1UL << 1)
#define KVM_MEM_GUEST_MEMFD (1UL << 2)

#endif
