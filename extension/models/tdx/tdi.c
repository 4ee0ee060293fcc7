/* SPDX-License-Identifier: MIT */
/*
 * Private MMIO of a confidential guest (PCIe 6 TDISP; drivers/vfio/pci and arch/x86/kvm/vmx/tdx.c as the RFC of January 2025
 * would have them). Kept: the secure module refuses steps out of order, and a host access to private MMIO puts the function
 * into error. Rules: stop, unmap, free metadata, reclaim, <20250515175658.GR382960@nvidia.com>; no user mapping of private
 * MMIO, <20250109144051.GX5556@nvidia.com>. Left out: attestation, link encryption, several pages.
 */
#include <kapi/tdx.h>
#include <linux/bug.h>

#define ORDER(condition, message) __kapi_rule(!!(condition), "tdi-order", message)

void tdi_init(struct tdi *tdi)
{
	mutex_init(&tdi->lock);
	tdi->mmio = __kapi_range("phys", 4096);
	tdi->host_owns = true;
}

void tdi_bind(struct tdi *tdi)
{
	mutex_lock(&tdi->lock);
	ORDER(tdi->state == TDI_UNLOCKED, "a function is bound that is bound already");
	tdi->state = TDI_LOCKED;
	tdi->has_metadata = true;
	tdi->host_owns = false;
	mutex_unlock(&tdi->lock);
}

void tdi_map_private(struct tdi *tdi)
{
	mutex_lock(&tdi->lock);
	ORDER(tdi->has_metadata && !tdi->mapped, "private MMIO is mapped before its function is bound");
	tdi->mapped = true;
	mutex_unlock(&tdi->lock);
}

void tdi_run(struct tdi *tdi)
{
	mutex_lock(&tdi->lock);
	ORDER(tdi->state == TDI_LOCKED, "a function runs that is not locked");
	tdi->state = TDI_RUNNING;
	mutex_unlock(&tdi->lock);
}

bool tdi_guest_access(struct tdi *tdi)
{
	bool reached;

	mutex_lock(&tdi->lock);
	reached = tdi->mapped & (tdi->state == TDI_RUNNING);
	if (reached)
		__kapi_access(tdi->mmio, 4, true, "phys");
	mutex_unlock(&tdi->lock);
	return reached;
}

void tdi_host_access(struct tdi *tdi)
{
	mutex_lock(&tdi->lock);
	if (!tdi->host_owns) {
		tdi->state = TDI_ERROR;
		__kapi_rule(false, "tdi-error", "the host touches private MMIO, and the function goes into error");
	}
	__kapi_access(tdi->mmio, 4, true, "phys");
	mutex_unlock(&tdi->lock);
}

void tdi_stop(struct tdi *tdi)
{
	mutex_lock(&tdi->lock);
	tdi->state = TDI_STOPPED;
	mutex_unlock(&tdi->lock);
}

void tdi_unmap_private(struct tdi *tdi)
{
	mutex_lock(&tdi->lock);
	ORDER(tdi->state == TDI_STOPPED, "private MMIO is unmapped while the function runs; the module refuses");
	tdi->mapped = false;
	mutex_unlock(&tdi->lock);
}

void tdi_free_metadata(struct tdi *tdi)
{
	mutex_lock(&tdi->lock);
	ORDER(!tdi->mapped, "metadata is freed while the MMIO that it describes is mapped");
	tdi->has_metadata = false;
	mutex_unlock(&tdi->lock);
}

void tdi_reclaim(struct tdi *tdi)
{
	mutex_lock(&tdi->lock);
	ORDER(!tdi->has_metadata, "the host takes the MMIO back while the module has metadata of it");
	__kapi_renew(tdi->mmio);
	tdi->mmio = __kapi_renewed(tdi->mmio);
	tdi->host_owns = true;
	mutex_unlock(&tdi->lock);
}
