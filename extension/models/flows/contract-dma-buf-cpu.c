/**
 * flow: contract-dma-buf-cpu
 * title: The kernel and a process look at a buffer that a device has just written
 * rows: M26 M32
 * expect: pass
 * may-fail: bell_begin_cpu_access
 * may-fail: signal_pending
 *
 * The contract of dma-buf/dma-buf.c for CPU access (Documentation/driver-api/dma-buf.rst, "CPU Access to DMA Buffer Objects"): access begins
 * when the exporter is ready and those who write are done; only the first kernel mapping asks the exporter and only the last one ends
 * it; user space maps what the buffer has, through the buffer's own file.
 */
#define EXPORTER_OPS                                                                                                            \
	.begin_cpu_access = bell_begin_cpu_access, .end_cpu_access = bell_end_cpu_access, .vmap = bell_vmap,                    \
	.vunmap = bell_vunmap, .mmap = bell_mmap,
#include "contract-exporter.h"
#include <kapi/job.h>
#include <kapi/user.h>
#include <linux/anon_inodes.h>

static struct job write;
static bool driver_released;

static int driver_mmap(struct file *file, struct vm_area_struct *vma)
{
	return dma_buf_mmap(bell.dmabuf, vma, 0);
}

static int driver_release(struct inode *inode, struct file *file)
{
	driver_released = true;
	return 0;
}

static const struct file_operations driver_ops = { .mmap = driver_mmap, .release = driver_release };

void setup(void)
{
	BUG_ON(bell_export());
	job_init(&write, 1, 1);
	dma_resv_lock(bell.dmabuf->resv, NULL);
	job_publish(&write, bell.dmabuf->resv, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(bell.dmabuf->resv);
}

__actor void process(void)
{
	if (dma_buf_begin_cpu_access(bell.dmabuf, DMA_FROM_DEVICE) == 0)
		__kapi_rule(dma_fence_is_signaled(&write.fence), "stale-data", "the CPU looks at what a device still writes");
	/* A wait that was interrupted has begun, too. */
	if (bell.accesses)
		dma_buf_end_cpu_access(bell.dmabuf, DMA_FROM_DEVICE);
}

__actor void device(void)
{
	dma_fence_signal(&write.fence);
}

__actor void kernel(void)
{
	struct iosys_map first, second;

	BUG_ON(dma_buf_vmap_unlocked(bell.dmabuf, &first) || dma_buf_vmap_unlocked(bell.dmabuf, &second));
	BUG_ON(bell.vmaps != 1 || !iosys_map_is_equal(&first, &second));
	dma_buf_vunmap_unlocked(bell.dmabuf, &first);
	BUG_ON(bell.vmaps != 1);
	dma_buf_vunmap_unlocked(bell.dmabuf, &second);
}

void finally(void)
{
	static struct user_mapping through_driver, own, refused;
	struct file *driver = anon_inode_getfile("driver", &driver_ops, NULL, O_RDWR);

	BUG_ON(IS_ERR(driver));
	BUG_ON(user_mmap(&through_driver, driver, 1, 0) || through_driver.vma.vm_file != bell.dmabuf->file);
	fput(driver);
	__kapi_rule(driver_released, "refcount-leak", "an area that shows the buffer has kept the driver's file");
	BUG_ON(user_mmap(&own, bell.dmabuf->file, 1, 0));
	BUG_ON(user_mmap(&refused, bell.dmabuf->file, 2, 0) != -EINVAL);
	refused.vma.vm_end = 2 * PAGE_SIZE;
	BUG_ON(dma_buf_mmap(bell.dmabuf, &refused.vma, 0) != -EINVAL);
	BUG_ON(dma_buf_mmap(bell.dmabuf, &refused.vma, -1UL) != -EOVERFLOW);
	user_munmap(&through_driver);
	user_munmap(&own);
	dma_buf_put(bell.dmabuf);
	bell_check_idle();
}
