/**
 * flow: contract-iommufd
 * title: An area leaves two IO page tables, and its pages lose their last reference
 * rows: M17 M27
 * expect: pass
 * may-fail: kzalloc
 *
 * The contract of iommufd/ (drivers/iommu/iommufd/io_pagetable.c, iopt_unfill_domain(); pages.c, iopt_release_pages();
 * Documentation/userspace-api/iommufd.rst): an area goes out of every domain, the last one included, before its pages lose a reference; the
 * last reference lets go of the file; what can't be shown in one more domain isn't. Data races are looked for.
 */
#include <kapi/kernel.h>
#include <linux/anon_inodes.h>
#include <linux/iommu.h>
#include <linux/mm.h>
#include <drivers/iommu/iommufd/iommufd_private.h>

static struct iommu_domain first, second, third;
static struct io_pagetable iopt;
static struct iopt_pages *pages;
static struct iopt_area *area;
static struct file *file;
static bool released;

static int memory_release(struct inode *inode, struct file *from)
{
	released = true;
	return 0;
}

static const struct file_operations memory_ops = { .release = memory_release };

/* The area that mapping a file makes, in both domains. */
static void show(void)
{
	u64 memory = __kapi_range("phys", PAGE_SIZE);

	area->iopt = &iopt;
	area->pages = pages;
	area->iova = 0x10000;
	area->length = PAGE_SIZE;
	area->storage_domain = &first;
	iopt.area = area;
	BUG_ON(iommu_map(&first, area->iova, memory, PAGE_SIZE, IOMMU_READ, GFP_KERNEL));
	BUG_ON(iommu_map(&second, area->iova, memory, PAGE_SIZE, IOMMU_READ, GFP_KERNEL));
}

void setup(void)
{
	__kapi_check_data_races();
	area = kzalloc(sizeof(*area), GFP_KERNEL);
	BUG_ON(iopt_table_add_domain(&iopt, &first) || iopt_table_add_domain(&iopt, &second));
	BUG_ON(iopt_table_add_domain(&iopt, &third) != -ENOSPC);
	file = anon_inode_getfile("memory", &memory_ops, NULL, O_RDWR);
	pages = iopt_alloc_pages(0, PAGE_SIZE, true);
	if (!area || IS_ERR(file) || IS_ERR(pages)) {
		kfree(area);
		if (!IS_ERR(file))
			fput(file);
		if (!IS_ERR(pages))
			iopt_put_pages(pages);
		pages = NULL;
		return;
	}
	/* The reference of the pages is the only one to the file, and the area's one of two to the pages. */
	pages->type = IOPT_ADDRESS_FILE;
	pages->file = file;
	kref_get(&pages->kref);
	show();
	/* One more domain would have to show the area, whose pages of this kind can't be had. */
	iopt.domains[1] = NULL;
	BUG_ON(iopt_table_add_domain(&iopt, &third) != -EOPNOTSUPP || iopt.domains[1]);
	iopt.domains[1] = &second;
}

__actor void user(void)
{
	if (pages)
		iopt_unmap_all(&iopt);
}

/* Somebody else has the pages, too. */
__actor void owner(void)
{
	if (!pages)
		return;
	BUG_ON(READ_ONCE(released));
	iopt_put_pages(pages);
}

void finally(void)
{
	if (pages) {
		BUG_ON(iommu_iova_to_phys(&first, 0x10000) || iommu_iova_to_phys(&second, 0x10000) || iopt.domains[0]);
		__kapi_rule(released, "refcount-leak", "the last reference to the pages is gone, and they hold their file");
	}
	pages = NULL;
	area = NULL;
	file = NULL;
	__kapi_check_leaks();
}
