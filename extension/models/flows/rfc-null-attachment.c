/**
 * flow: rfc-null-attachment
 * title: The attachment is followed before it is tested
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M01
 * expect: violation null-dereference in dma_buf_get_pfn_unlocked
 * case: S-5
 *
 * A driver asks for a frame of the buffer before it has attached to it. The helper warns about a missing attachment, but has
 * followed it to its buffer by then.
 */
#include "vfio-device.h"

void setup(void)
{
	vfio_share();
}

__actor void importer(void)
{
	struct dma_buf_attachment *attach = NULL;
	int max_order;
	u64 pfn;

	dma_buf_get_pfn_unlocked(attach, 0, &pfn, &max_order);
}
