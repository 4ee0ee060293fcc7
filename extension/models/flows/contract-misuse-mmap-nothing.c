/**
 * flow: contract-misuse-mmap-nothing
 * title: No buffer is mapped into user space
 * rows: M03
 * expect: violation warning in dma_buf_mmap
 *
 * What is mapped into user space is a buffer. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	static struct vm_area_struct vma;

	dma_buf_mmap(NULL, &vma, 0);
}
