/**
 * flow: kvm-foreign-buffer
 * title: A buffer that isn't VFIO's is bound, and isn't
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M26
 * expect: violation warning in kvm_vfio_dmabuf_get_pfn
 * case: S-6
 *
 * Binding a buffer of another exporter fails on a path that returns what was never set. Where that is 0, the slot is taken for
 * bound, and the first fault finds no attachment.
 */
#include "kvm-guest.h"
#include "one-page-exporter.h"

static const struct dma_buf_attach_ops nobody = { .allow_peer2peer = true, .move_notify = bar_unpin };

void setup(void)
{
	guest_open();
	bar_share(&nobody);
	fd = dma_buf_fd(bar.dmabuf, O_CLOEXEC);
	BUG_ON(fd < 0);
}

__actor void vmm(void)
{
	if (kvm_vfio_dmabuf_bind(&kvm, &slot, fd) == 0)
		guest_touch(0);
}
