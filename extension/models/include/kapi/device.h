/* SPDX-License-Identifier: MIT */
/* What hardware does by itself. */
#ifndef KAPI_DEVICE_H
#define KAPI_DEVICE_H

#include <linux/dma-mapping.h>
#include <linux/iommu.h>

/*
 * The device reads or writes by DMA. Broken rules: `iommu-fault` where its domain doesn't translate the address, and those
 * of __kapi_access() where it reaches something that is gone or that the address doesn't belong to.
 */
void device_dma(struct device *dev, dma_addr_t address, unsigned long bytes, bool write);
/*
 * The device reads ahead and throws away what it read, as hardware may for as long as it has a translation. An address
 * that its domain doesn't translate any more is no fault then.
 */
void device_speculate(struct device *dev, dma_addr_t address, unsigned long bytes);
/* Gives the device a domain of its own for the DMA API; `space` names its addresses, "iova:nic". */
void device_use_iommu(struct device *dev, struct iommu_domain *domain, const char *space);
/* For finally(): everything that the device had mapped has been given back (`iova-leak`). */
void device_check_idle(struct device *dev);

#endif
