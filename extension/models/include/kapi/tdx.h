/* SPDX-License-Identifier: MIT */
/* A device function assigned to a confidential guest, and the secure second-stage table that shows its MMIO. */
#ifndef KAPI_TDX_H
#define KAPI_TDX_H

#include <linux/mutex.h>
#include <linux/types.h>

enum tdi_state { TDI_UNLOCKED, TDI_LOCKED, TDI_RUNNING, TDI_STOPPED, TDI_ERROR };

struct tdi {
	struct mutex lock;
	enum tdi_state state;
	phys_addr_t mmio;
	bool mapped;
	bool has_metadata;
	bool host_owns;
};

/* A function with one page of MMIO. */
void tdi_init(struct tdi *tdi);
/* Binding: the function is locked, metadata is made, and the page may be mapped for the guest alone. */
void tdi_bind(struct tdi *tdi);
void tdi_map_private(struct tdi *tdi);
void tdi_run(struct tdi *tdi);
/* The guest's access; false where the page isn't mapped or the function doesn't run: the guest sees an error. */
bool tdi_guest_access(struct tdi *tdi);
/* A mapping of the page in the host's or a process' page table is used. */
void tdi_host_access(struct tdi *tdi);
/* The four steps down, in this order. */
void tdi_stop(struct tdi *tdi);
void tdi_unmap_private(struct tdi *tdi);
void tdi_free_metadata(struct tdi *tdi);
void tdi_reclaim(struct tdi *tdi);

#endif
